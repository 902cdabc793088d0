data wide;
  input id jan feb mar;
datalines;
1 10 . 30
1 . 20 .
2 . . .
;
run;

data long;
  set wide;
  array m{3} jan feb mar;
  do month = 1 to 3;
    amount = m{month};
    if amount ne . then output;
  end;
  keep id month amount;
run;
