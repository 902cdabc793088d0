data orders;
  input item $ price;
datalines;
pen 2
ink 3
;
run;

data taxed;
  set orders;
  tax = prise * 0.25;
run;
