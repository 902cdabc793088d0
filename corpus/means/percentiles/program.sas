data values;
  input g $ x @@;
datalines;
a 1 a 2 a 3 a 4 a 5 a 6 a 7 a 8 a 9 a 10
b 5 b . b 1
c 7
;
run;

proc means data=values noprint nway;
  class g;
  var x;
  output out=stats(drop=_type_ _freq_) n=n median=med q1=q1 q3=q3 p10=p10 p90=p90 p1=p1;
run;
