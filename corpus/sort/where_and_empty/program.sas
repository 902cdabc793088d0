data items;
  input k $ v;
datalines;
b 2
a 1
c 3
;
run;

proc sort data=items(where=(v < 3));
  by k;
run;

proc sort data=items(where=(v > 100)) out=none;
  by descending v;
run;
