data read;
  input id amount;
  bad = _error_;
datalines;
1 10
2 ten
3 .
;
run;

data silent;
  input id amount ??;
  bad = _error_;
datalines;
1 10
2 ten
;
run;
