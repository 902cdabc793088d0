data s;
  input g $ h $ x;
datalines;
a p 1
a q 2
b p 4
b p 6
. p 8
;
run;

proc tabulate data=s out=counts;
  class g h;
  table g*h, n;
run;

proc tabulate data=s out=both;
  class g h;
  var x;
  table g all, (h all)*n x*(mean max) / box='Groups' rts=20;
run;

proc tabulate data=s out=pages(drop=_type_) missing;
  class h g;
  var x;
  table g, h, x / misstext='none';
run;
