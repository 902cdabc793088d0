data a;
  x = frobnicate(1);
run;
