data rates;
  input code $ rate unit $;
datalines;
a 10 kg
b 20 l
a 99 mg
. 5 each
;
run;

data claims;
  input code $ n;
datalines;
a 1
c 2
. 3
b 4
a .
;
run;

data priced;
  length rate 8 unit $8;
  if _n_ = 1 then do;
    declare hash h(dataset: 'rates');
    h.defineKey('code');
    h.defineData('rate', 'unit');
    h.defineDone();
  end;
  set claims;
  if h.find() ne 0 then do;
    rate = 0;
    unit = ' ';
  end;
run;
