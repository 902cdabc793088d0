data sales;
  input shop $ amount;
datalines;
A 5
A 7
B .
B 2
C 1
;
run;

data running;
  set sales;
  by shop;
  if amount ne .;
  if first.shop then total = 0;
  total + amount;
run;
