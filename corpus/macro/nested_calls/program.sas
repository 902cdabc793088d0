data visits;
  input patient day cost;
datalines;
1 1 5
1 3 7
2 2 .
2 9 4
;
run;

%macro latest(in=, out=, key=patient);
  data &out;
    set &in;
    by &key;
    if last.&key;
  run;
%mend;

%macro both(in, name);
  %latest(in=&in, out=last_&name)
  data gap_&name;
    set &in;
    by patient;
    retain before;
    wait = day - before;
    if first.patient then wait = .;
    before = day;
    keep patient day wait;
  run;
%mend;

%both(visits, all)

data dear;
  set visits;
  where cost > 4;
run;

%both(dear, dear)
