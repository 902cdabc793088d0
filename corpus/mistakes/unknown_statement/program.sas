data a;
  x = 1;
  iff x > 0 then y = 2;
run;
