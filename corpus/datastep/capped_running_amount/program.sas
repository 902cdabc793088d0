data claims;
  input person $ amount;
datalines;
A 60
A .
A 70
A 5
B 30
;
run;

data paid;
  set claims;
  by person;
  retain used;
  if first.person then used = 0;
  pays = min(amount, 100 - used);
  used = used + pays;
run;
