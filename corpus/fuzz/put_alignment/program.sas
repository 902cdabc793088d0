data _null_;
  x = 1.5;
  s = 'ab';
  put '#' x 6.1-l '|' s $4.-r '|';
run;
