data left;
  input id a;
datalines;
1 10
2 20
3 30
;
run;

data right;
  input id b;
datalines;
7 70
. 80
;
run;

data pairs;
  merge left right;
run;
