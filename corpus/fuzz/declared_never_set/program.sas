data a;
  x = 1;
run;

data out;
  set a;
  length note1-note2 $60 late 8;
run;
