data sales;
  input region $ amount qty;
datalines;
West 20 2
East 10 1
West . 4
East 30 3
;
run;

/* Totals of one column by region */
%macro totals(data, var, out=totals, min=0);
  proc sort data=&data out=sorted;
    by region;
  run;

  * Rows above the minimum;
  data &out;
    set sorted;
    by region;
    where &var > &min;
    if first.region then total_&var = 0;
    total_&var + &var;
    if last.region;
    keep region total_&var;
  run;
%mend totals;

%totals(sales, amount)

/* Small quantities do not count */
%totals(sales, qty, out=quantities, min=1)

data doubled;
  set sales;
  qty = qty * 2;
run;

%totals(doubled, qty, out=twice)
