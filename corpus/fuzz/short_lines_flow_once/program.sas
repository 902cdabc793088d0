filename numbers temp;

data _null_;
  file numbers;
  put '1' / '22' / '333' / '4444' / '55555';
run;

data tests;
  infile numbers;
  input test 5.;
run;
