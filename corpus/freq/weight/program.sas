data cells;
  input g $ w;
datalines;
a 3
b 1.5
a 0.5
c 0
d .
;
run;

proc freq data=cells noprint;
  weight w;
  tables g / out=weighted;
run;
