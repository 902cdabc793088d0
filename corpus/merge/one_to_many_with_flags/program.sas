data patients;
  input id arm $;
datalines;
. X
1 A
2 B
4 C
;
run;

data visits;
  input id score;
datalines;
. 5
1 6
1 .
3 8
;
run;

data treated;
  merge visits(in=v) patients;
  by id;
  if v;
run;

data matched;
  merge visits(in=v) patients(in=p);
  by id;
  if v and p;
run;

data no_visit;
  merge visits(in=v) patients(in=p);
  by id;
  if p and not v;
  keep id arm;
run;
