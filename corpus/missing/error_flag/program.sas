data pairs;
  input a b;
datalines;
6 3
6 0
. 0
;
run;

data ratios;
  set pairs;
  ratio = a / b;
  failed = _error_;
run;
