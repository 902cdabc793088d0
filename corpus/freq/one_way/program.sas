data answers;
  input a $ n;
datalines;
yes 1
no 2
yes .
. 1
yes 2
;
run;

proc freq data=answers noprint;
  tables a / out=by_a;
  tables n / out=by_n missing;
run;
