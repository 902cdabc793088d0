data sales;
  input shop $ amount;
datalines;
B 1
A 2
;
run;

data firsts;
  set sales;
  by shop;
  if first.shop;
run;
