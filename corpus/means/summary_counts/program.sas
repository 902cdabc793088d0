data visits;
  input clinic $ cost;
  datalines;
north 10
south 20
north 30
;
run;

* Without VAR, SUMMARY counts observations;
proc summary data=visits nway print;
  class clinic;
  output out=counts;
run;

* What OUTPUT names is analysed;
proc summary data=visits;
  output out=named sum(cost)=total;
run;

* MEANS takes all numeric variables;
proc means data=visits noprint nway;
  class clinic;
  output out=all_numbers sum=;
run;
