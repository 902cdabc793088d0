data one;
  amount = 7;
run;

* Nothing is read in the first iteration: SAS stops there;
data started;
  retain amount 5;
  if _n_ = 2 then set one;
run;

data counted;
  if _n_ = 2 then set one;
  amount + 1;
run;

* A format is the first appearance of its variable: a number;
data formatted;
  format code comma8.;
  code = '12';
run;
