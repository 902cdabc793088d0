data patients;
  input id arm $;
datalines;
1 A
2 B
4 A
;
run;

data visits;
  input id day;
datalines;
1 10
1 20
3 5
4 .
;
run;

/* Who came, who did not, and visits of nobody that is known */
data treated(drop=n) absent(keep=id arm) unknown(rename=(day=visit_day) drop=arm);
  merge patients(in=p) visits(in=v);
  by id;
  n = _n_;
  if p and v then output treated;
  else if p then output absent;
  else output unknown;
run;

data ends;
  set visits end=last;
  if _n_ = 1 then place = 'first';
  else if last then place = 'last';
run;
