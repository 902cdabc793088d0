data master;
  input k x;
datalines;
1 10
2 20
;
run;

data changes;
  input k x;
datalines;
1 11
1 12
3 30
;
run;

data new;
  update master changes;
  by k;
  if x > 11 then return;
  small = 1;
run;
