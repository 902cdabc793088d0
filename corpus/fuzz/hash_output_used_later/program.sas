/* The last amount of each customer, kept in a hash object */
data sales;
  input name $ amount;
datalines;
bo 5
al 1
bo 7
;
run;

data _null_;
  if _n_ = 1 then do;
    declare hash h();
    h.definekey('name');
    h.definedata('name', 'amount');
    h.definedone();
  end;
  set sales end=last;
  h.replace();
  if last then h.output(dataset: 'latest');
run;

proc sort data=latest;
  by name;
run;

data doubled;
  set latest;
  twice = 2 * amount;
run;
