data rates;
  input code rate;
  datalines;
1 10
2 20
;
run;

data sums;
  set rates(keep=code rename=(code=round));
  if _n_ = 1 then do;
    declare hash h(dataset: 'rates', ordered: 'a');
    h.definekey('code');
    h.definedata('code', 'rate');
    h.definedone();
    declare hiter it('h');
    call missing(code, rate);
  end;
  total = 0;
  do while (it.next() = 0);
    total + rate;
  end;
  rc = it.prev();
  last = code;
  rc = it.next();
  keep round total last;
run;
