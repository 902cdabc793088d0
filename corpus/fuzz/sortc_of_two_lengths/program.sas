data words;
  length short $ 3 long $ 8;
  short = 'zoo'; long = 'a long x';
  output;
run;

data sorted;
  set words;
  call sortc(long, short);
run;

data other;
  set words;
  call sortc(short, long);
run;
