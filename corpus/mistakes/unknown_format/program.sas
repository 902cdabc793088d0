data a;
  input x @@;
datalines;
1 2 2
;
run;

proc freq data=a noprint;
  tables x / out=counts;
  format x nosuch4.;
run;
