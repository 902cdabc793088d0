data many;
  input id v;
datalines;
1 1
1 2
1 3
2 4
;
run;

data one;
  input id v w;
datalines;
1 100 7
2 . 8
;
run;

data merged;
  merge many one;
  by id;
run;
