data sales;
  input shop $ amount;
datalines;
A 10
A 30
B .
C 0
;
run;

proc sql;
  create table shares as
    select shop, amount, amount / sum(amount) as share
    from sales
    group by shop
    order by shop, amount;
quit;
