data a;
  retain unused;
  retain kept 3;
  x = 1;
run;
