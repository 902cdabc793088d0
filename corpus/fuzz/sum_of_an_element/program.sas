data visits;
  input ward days;
  datalines;
1 5
2 6
1 7
3 .
;
run;

data counted;
  set visits;
  array total{3} total1-total3;
  before = total{ward};
  total{ward} + days;
run;
