data customers;
  input customer region $;
datalines;
1 North
2 South
. Unknown
;
run;

data sales;
  input customer amount;
datalines;
1 60
1 70
2 .
. 5
3 20
;
run;

proc sql;
  create table joined as
    select s.customer, c.region, s.amount
    from sales as s left join customers as c on s.customer = c.customer
    order by s.customer, s.amount;

  create table regions as
    select c.region, count(*) as n, count(s.amount) as known, sum(s.amount) as total,
      case when calculated total > 100 then 'big' when calculated total > 10 then 'small' end as size
    from sales as s left join customers as c on s.customer = c.customer
    group by c.region
    having n > 0
    order by region;
quit;
