data s;
  input g $ x y;
  label x = 'Pay';
datalines;
a 1 2
a 2 3
a 3 .
b 4 5
. 6 7
;
run;

ods output summary=both;
proc means data=s;
  class g;
  var x y;
run;

proc means data=s(where=(g ne ' ')) mean p25 stddev;
  var x;
  ods output summary=one(drop=x_mean);
run;

* The table of PROC TABULATE and of PROC REPORT is what OUT= holds;
ods output table=cells;
proc tabulate data=s;
  class g;
  var x;
  table g, x*(mean p50 stddev);
run;

ods output report=rows;
proc report data=s nowd;
  column g x;
  define g / group;
run;
