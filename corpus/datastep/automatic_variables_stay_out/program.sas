data items;
  input x @@;
datalines;
4 5 6
;
run;

data copied;
  set items end=done nobs=total;
  by x;
  call symputx('rows', total);
  call symputx('edge', first.x);
  if done then call symputx('last', _n_);
  twice = _n_ * 2;
run;
