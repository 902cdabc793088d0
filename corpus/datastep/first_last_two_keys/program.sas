data visits;
  input patient day;
datalines;
. 1
1 3
1 3
1 5
2 5
;
run;

data flagged;
  set visits;
  by patient day;
  first_p = first.patient;
  last_p = last.patient;
  first_d = first.day;
  last_d = last.day;
run;
