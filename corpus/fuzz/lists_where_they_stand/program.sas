data a;
  x = 1;
  y = 2;
  link later;
  call missing(of _numeric_);
  return;
later:
  z = 3;
  return;
run;
