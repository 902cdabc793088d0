data a;
  input x;
datalines;
1
5
2
6
7
;
run;

data first;
  set a(where=(x > 3) obs=2);
run;

data rest;
  set a(where=(x > 3) firstobs=2 obs=3);
  n + 1;
  output;
run;

proc sort data=a(where=(x > 3) firstobs=2) out=sorted;
  by descending x;
run;
