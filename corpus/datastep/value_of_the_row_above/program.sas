data visits;
  input patient $ day;
datalines;
a 3
a 10
a .
b 4
b 6
;
data waits;
  set visits;
  by patient;
  retain before;
  if first.patient then before = .;
  wait = day - before;
  before = day;
  drop before;
run;
data changes;
  set visits;
  retain last_patient;
  length last_patient $8;
  if patient ne last_patient then patients + 1;
  if day > 5 then do;
    gap = dif(day);
    output;
  end;
  last_patient = patient;
run;
