filename words temp;

data none;
  stop;
  x = 1;
run;

data _null_;
  set none;
  file words;
  put x;
run;

data count;
  infile words end=last;
  input x;
run;
