data a;
  set input.nothere;
run;
