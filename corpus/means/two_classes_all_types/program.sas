data sales;
  input region $ product amount;
datalines;
N 1 10
N 2 .
S 1 5
S 1 7
. 1 99
N . 98
;
run;

proc means data=sales noprint;
  class region product;
  var amount;
  output out=types sum=total n=n;
run;

proc means data=sales noprint nway missing;
  class region product;
  var amount;
  output out=cells(drop=_type_) sum=total;
run;
