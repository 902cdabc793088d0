data a;
  input k x;
datalines;
1 10
2 20
3 30
;
run;

data b;
  input k y $;
datalines;
8 p
9 q
;
run;

data both;
  set a;
  before = k;
  set b;
run;
