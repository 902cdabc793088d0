data readings;
  input flag x;
datalines;
1 10
0 20
1 30
1 .
;
run;

data lagged;
  set readings;
  if flag then previous = lag(x);
  always = lag(x);
  two = lag2(x);
  change = dif(x);
run;
