data a;
  id = 1;
run;

data b;
  id = '1';
run;

data both;
  set a b;
run;
