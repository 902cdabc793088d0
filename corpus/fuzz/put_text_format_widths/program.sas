filename words temp;

data names;
  length s $ 8;
  s = 'one';
run;

data _null_;
  set names;
  file words;
  put s $quote. '|' s $upcase. '|' s $char. '|' s upcase5. '|';
run;

data back;
  length line $ 60;
  infile words truncover;
  input line $char60.;
  line = translate(trim(line), '.', ' ');
run;
