data names;
  length full $20;
  infile datalines truncover;
  input full $char20.;
datalines;
Berg, Ann Marie
  Bo
a,,b

;
run;

data words;
  set names;
  length w1 w2 back empty $12;
  w1 = scan(full, 1, ',');
  w2 = scan(full, 2, ', ');
  back = scan(full, -1, ', ');
  empty = scan(full, 2, ',', 'm');
  n = countw(full, ', ');
run;
