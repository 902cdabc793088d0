data sales;
  input shop $ amount;
datalines;
A 2
A 4
B .
. 100
;
run;

proc means data=sales noprint;
  class shop;
  var amount;
  output out=stats;
run;
