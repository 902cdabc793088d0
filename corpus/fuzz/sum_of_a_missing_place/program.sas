data keys;
  input k @@;
  datalines;
. 2 1
;
run;

data placed;
  set keys;
  do _i = 1 to 1;
    total + whichn(k, ., 1, 2);
  end;
  drop _i;
run;
