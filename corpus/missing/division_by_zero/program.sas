data ratios;
  input a b;
  ratio = a / b;
  failed = _error_;
datalines;
6 3
6 0
0 0
. 0
6 .
;
run;
