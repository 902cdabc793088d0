data a;
  x = 1;
run;

proc gmap data=a map=a;
  id x;
  choro x;
run;

data b;
  set a;
  y = x + 1;
run;
