data long;
  input id month amount;
datalines;
1 1 10
1 3 30
2 2 20
2 2 25
;
run;

data wide;
  set long;
  by id;
  array m{3} m1-m3;
  retain m1-m3;
  if first.id then do k = 1 to 3;
    m{k} = .;
  end;
  m{month} = amount;
  if last.id;
  keep id m1-m3;
run;
