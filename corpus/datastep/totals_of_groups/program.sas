data sales;
  input region $ amount;
datalines;
east 2.5
east .
east 4
north .
west 1
west 3
;
* One row a region: the totals that its last row ends with;
data totals;
  set sales;
  by region;
  retain first_amount;
  if first.region then do;
    total = 0;
    sales = 0;
    first_amount = amount;
  end;
  total + amount;
  sales + 1;
  if amount > 2 then large + 1;
  if last.region then do;
    share = total / sales;
    if large then text = 'large';
    else do;
      text = 'small';
      share = -share;
    end;
    output;
  end;
  drop amount;
run;
data overall;
  set sales end=done;
  sum + amount;
  if done then do;
    mean = sum / _n_;
    output;
  end;
  keep sum mean;
run;
