data s;
  input g $ h $ x;
datalines;
a p 1
a q 2
b p 4
b p 6
;
run;

proc tabulate data=s out=shares(drop=_page_ _table_);
  class g h;
  table g all, h*(n rowpctn colpctn) all*(n pctn);
  keylabel rowpctn='Row %' all='Total';
run;

proc tabulate data=s out=bases(keep=g h _type_ pct:);
  class g h;
  table g*h*pctn<h> all*pctn;
run;

proc tabulate data=s out=sums(keep=g x_pctsum:);
  class g;
  var x;
  table g, x*pctsum*f=6.1;
run;
