data keys;
  input k y @@;
  datalines;
1 10 1 20
;
run;

data steps;
  if 0 then set keys;
  declare hash h(dataset: 'keys', multidata: 'y');
  h.definekey('k');
  h.definedata('k', 'y');
  h.definedone();
  k = 1;
  found = (h.find() = 0);
  rc = h.clear();
  next = (h.find_next() = 0);
  removed = (h.removedup() = 0);
  left = h.num_items;
  keep found next removed left;
run;
