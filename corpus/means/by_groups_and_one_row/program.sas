data values;
  input g x;
datalines;
. 4
. 6
1 5
2 .
;
run;

proc means data=values noprint;
  by g;
  var x;
  output out=stats n=n nmiss=nmiss mean=mean sum=sum std=std range=range cv=cv uss=uss;
run;
