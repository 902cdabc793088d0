data sales;
  input shop $ amount;
datalines;
A 10
B 20
;
run;

data none;
  set sales;
  where amount > 1000;
  tax = amount / 4;
run;

data total;
  set none end=last;
  sum + amount;
  if last then output;
  keep sum;
run;

data counted;
  if 0 then set none nobs=n;
  rows = n;
  output;
  stop;
  keep rows;
run;
