data people;
  input id year region $ x;
  datalines;
1 2020 A 5
2 2021 B 6
3 2021 A 7
4 2021 B 8
;
run;

data later;
  set people(keep=id x where=(year = 2021));
  total + x;
  year = 1900;
run;

data of_b;
  set people(drop=region rename=(x=amount));
  where region = 'B' and amount > 6;
run;

data both;
  merge people(keep=id x where=(region = 'A')) later(keep=id total where=(x > 6) in=known);
  by id;
  if known;
run;

proc sort data=people(keep=id where=(year = 2021)) out=sorted;
  by descending id;
run;
