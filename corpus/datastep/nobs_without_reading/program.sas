data items;
  input x @@;
datalines;
4 5 6
;
run;

data _null_;
  if 0 then set items nobs=n;
  call symputx('rows', n);
  stop;
run;

data numbered;
  set items nobs=total;
  from_end = total - _n_;
run;
