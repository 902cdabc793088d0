data kinds;
  x = 1;
  if code = 5 then y = 1;
  code = 'abc';
  array numbers _numeric_;
  count = dim(numbers);
  format _numeric_ 8.2;
run;
