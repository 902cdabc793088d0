data sales;
  input shop $ amount;
datalines;
A 10
A 30
B .
C 0
;
run;

data shares;
  do until (last.shop);
    set sales;
    by shop;
    total = sum(total, amount);
  end;
  do until (last.shop);
    set sales;
    by shop;
    share = amount / total;
    output;
  end;
run;
