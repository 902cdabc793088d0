data a;
  g = 'a';
  x = 1;
  y = 2;
run;

data none;
  set a;
  if x > 5;
run;

proc transpose data=none out=names;
run;

proc transpose data=none out=groups;
  by g;
run;
