data days;
  input x @@;
datalines;
1 . 3
;
run;

data before;
  set days;
  output;
  total + x;
run;

data twice;
  set days;
  kind = 'before';
  output;
  x = sum(x, 10);
  kind = 'after';
  output;
run;
