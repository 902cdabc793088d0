data a;
  input k @@;
  array m{3} m1-m3 (10 20 30);
  v = m{k};
datalines;
1 4 2
;
run;
