data budget;
  input unit $ left;
datalines;
A 10
B 5
;
run;

data costs;
  input unit $ cost;
datalines;
A 3
A 4
B 7
C 1
;
run;

data spent;
  merge budget costs;
  by unit;
  left = left - cost;
run;
