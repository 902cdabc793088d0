* Visits side by side become rows;
data wide;
  input id sex $ visit1 visit2 visit3;
datalines;
1 F 10 11 .
2 M 20 . 22
;
run;
data visits;
  set wide;
  /* one row for each visit */
  visit = 1; score = visit1; output;
  visit = 2; score = visit2; output;
  visit = 3; score = visit3; output;
  drop visit1-visit3;
run;
data known(keep=id part score);
  set wide;
  part = 'first'; score = visit1; if score ne . then output;
  part = 'later'; score = sum(visit2, visit3); if score ne . then output;
run;
data changes(keep=id step score);
  set wide;
  step = 1; score = visit1; output;
  step = 2; score = score - visit2; output;
run;
