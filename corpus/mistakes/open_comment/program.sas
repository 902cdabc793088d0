data a;
  x = 1;
run;

/* from here on
data b;
  y = 2;
run;
