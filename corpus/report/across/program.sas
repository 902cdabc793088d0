data s;
  input g $ h $ k x;
datalines;
a p 1 1
a q 1 2
b p 2 4
b p 1 6
b q 2 .
;
run;

proc report data=s out=sums nowd;
  column g h,x n;
  define g / group;
  define h / across;
  define x / sum format=8.1;
  rbreak after / summarize;
run;

* Two items under each value, counts of combinations, and a computed column;
proc report data=s out=wide nowd;
  column g h,(x n) k,h share;
  define g / group;
  define h / across descending;
  define k / across;
  define share / computed;
  compute share;
    share = _c2_ / sum(_c2_, _c4_);
  endcomp;
run;

data first;
  set wide;
  keep g _c3_ share;
run;
