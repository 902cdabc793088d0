data sales;
  input shop $ day amount cost;
datalines;
A 1 2 1
A 2 4 .
B 1 6 5
;
run;

proc means data=sales noprint;
  class shop day;
  types () shop;
  var amount cost;
  output out=stats(drop=_freq_) sum= mean= / autoname;
run;
