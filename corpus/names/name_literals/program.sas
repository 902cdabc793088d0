options validvarname=any;

data 'my sales'n;
  'unit price'n = 3;
  Antal = 2;
  'Värde %'n = 'Unit Price'n * ANTAL;
run;

data copied(rename=('unit price'n=price));
  set 'my sales'n;
  if 'värde %'n = 6 then antal = antal + 1;
run;
