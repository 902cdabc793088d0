data values;
  input x y k;
  datalines;
1 -2 .
3 4 -5
;
run;

data positive;
  set values;
  array v(j) x y k;
  found = 0;
  do over v;
    if v < 0 then v = 0;
    found + (v > 0);
  end;
run;
