/* Running totals by region; the total starts again with each region */
data sales;
  input region $ amount;
datalines;
East 10
East .
East 5
West 7
;
run;

data totals;
  set sales;
  by region;
  if first.region then do;
    total = 0;
    n = 0;
  end;
  total + amount;
  n + 1;
run;
