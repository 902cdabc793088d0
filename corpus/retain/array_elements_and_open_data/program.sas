data visits;
  input id month weight;
  datalines;
1 1 5
1 2 6
2 2 7
3 1 8
;
run;

* Only the data tell which columns this makes;
proc transpose data=visits(where=(weight > 0)) out=wide(drop=_name_) prefix=w;
  by id;
  id month;
  var weight;
run;

data totals;
  set wide;
  array total{2} odd even;
  retain odd even;
  place = mod(id, 2) + 1;
  total{place} = sum(total{place}, w1, 1);
run;
