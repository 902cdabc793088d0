data prices;
  input item $ size price unit $;
datalines;
pen 1 2 each
pen 1 9 box
pen . 3 each
ink 2 . bottle
;
data orders;
  input item $ size count;
datalines;
pen 1 10
pen . 1
pen 2 4
ink 2 1
;
data priced;
  length price 8 unit $8;
  if _n_ = 1 then do;
    declare hash h(dataset: 'prices');
    h.defineKey('item', 'size');
    h.defineData('price', 'unit');
    h.defineDone();
  end;
  set orders;
  rc = h.find();
  if rc = 0 then known = 'yes';
  else call missing(price, unit);
  drop rc;
run;
data unknown;
  if _n_ = 1 then do;
    declare hash h(dataset: 'prices');
    h.defineKey('size');
    h.defineDone();
  end;
  set orders;
  if h.check() ne 0 then delete;
run;
