filename words temp;

data _null_;
  file words;
  put 'k' '09'x;
  put '09'x 'b' '09'x '09'x;
run;

data back;
  length line $ 40;
  infile words expandtabs truncover;
  input line $char40.;
  tab = indexc(_infile_, "09"x);
  n + 1;
  line = translate(trim(line), '.', ' ');
run;
