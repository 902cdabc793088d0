data a;
  input x;
  total + x * rate;
  rate = 2;
datalines;
1
2
;
run;
