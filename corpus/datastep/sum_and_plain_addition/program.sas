data days;
  input x @@;
datalines;
1 . 3 -4
;
run;

data sums;
  set days;
  retain plain 0;
  total + x;
  plain = plain + x;
  if x > 0 then positive + x;
  count + (x > 0);
run;
