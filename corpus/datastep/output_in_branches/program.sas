data visits;
  input patient $ cost;
datalines;
a 10
a .
b 5
c 7
;
data plans;
  input patient $ plan $ paid;
datalines;
a basic 1
c full 1
d basic 1
;
* Visits with their plan, those without one marked;
data planned;
  merge visits (in=seen) plans (in=known);
  by patient;
  if seen and known then output;
  else if seen then do;
    plan = 'none';
    paid = 0;
    output;
  end;
run;
data unplanned;
  merge visits (in=seen) plans (in=known);
  by patient;
  if seen and known then delete;
  else if seen then output;
run;
data raised dear(drop=note);
  set visits;
  if cost < 6 then do;
    cost = 6;
    output raised;
  end;
  else do;
    note = 'dear';
    output dear;
  end;
run;
