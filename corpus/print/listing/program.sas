data sales;
  input shop $ day amount;
  format day date9. amount comma8.2;
datalines;
A 0 1234.5
B . .
;
run;

title 'Sales';
proc print data=sales label;
  var shop amount day;
  label amount = 'Amount in crowns';
  sum amount;
run;
