data a;
  set nothere;
  x = 1;
run;
