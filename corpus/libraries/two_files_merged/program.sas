proc sort data=input.orders out=orders;
  by customer;
run;

proc sort data=input.customers out=customers nodupkey;
  by customer;
run;

data billed;
  merge orders(in=o) customers(in=c);
  by customer;
  if o;
  known = c;
  if region = ' ' then region = '?';
run;
