data source;
  input a b c d;
datalines;
1 2 3 4
5 . 7 8
;
run;

data result(rename=(total=sum));
  set source(keep=a b c rename=(a=first));
  total = first + b;
  drop c;
run;

data swapped;
  set source(drop=c d rename=(a=b b=a));
run;
