data keys;
  input k @@;
  datalines;
1 1 2 1
;
run;

data counted;
  set keys;
  if _n_ = 1 then do;
    one = 1;
    declare hash h(suminc: 'one');
    h.definekey('k');
    h.definedone();
  end;
  one = 1;
  rc = h.ref();
  rc = h.sum(sum: total);
  drop one;
run;
