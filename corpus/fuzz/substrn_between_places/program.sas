data a;
  position = 1.5;
  s = substrn('b', position, 2);
run;
