data ratios;
  input a b;
  ratio = a / b;
datalines;
6 3
6 0
0 0
. 0
6 .
;
run;

data again;
  set ratios;
  safe = divide(a, b);
  back = b / a;
run;
