data visits;
  input patient day score;
datalines;
2 1 7
1 5 1
1 9 2
. 4 .
1 9 3
;
run;

proc sort data=visits;
  by patient day;
run;

data latest;
  set visits;
  by patient day;
  if last.patient;
run;

data single;
  set visits;
  by patient;
  if first.patient and last.patient;
run;
