data sales;
  input shop $ amount;
datalines;
A 10
A 30
B 5
;
run;

data means;
  do _n_ = 1 by 1 until (last.shop);
    set sales;
    by shop;
    total = sum(total, amount);
  end;
  mean = total / _n_;
  drop amount;
run;
