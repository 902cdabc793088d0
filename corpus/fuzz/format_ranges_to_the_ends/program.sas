proc format;
  value size low-<0 = 'neg' 0 = 'zero' 0<-2 = 'small' 2<-high = 'big' . = 'none';
run;

data a;
  input x @@;
  size = put(x, size.);
datalines;
-1 0 2 3 .
;
run;
