data x;
  do id = 1 to 3; v = id * 2; w = 10 - id; output; end;
run;
%macro twice(in, out);
  data &out;
    set &in;
    v = v * 2;
  run;
  data copy;
    set &in;
  run;
%mend;
%twice(x, y)
%twice(x, x)
%twice(y, z)
%macro drop(d);
  proc datasets library=work nolist; delete &d; quit;
%mend;
data t1; set x; run;
data t2; set y; run;
%drop(t1)
%drop(t2)
%macro grow(d, n);
  %do i = 1 %to &n;
    data part; set &d; k = &i; run;
    proc append base=all data=part; run;
  %end;
%mend;
%grow(x, 3)
