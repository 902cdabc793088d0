data a;
  input x nosuch5.;
datalines;
1
;
run;
