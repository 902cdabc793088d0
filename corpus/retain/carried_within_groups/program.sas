* The baseline of each patient, and the last weight that is known;
data visits;
  input id $ visit $ weight;
datalines;
a BASE 70
a V1 .
a V2 72
b V1 80
b BASE .
b V2 81
c V1 .
;
data followed;
  set visits;
  by id;
  retain base known;
  retain unit 'kg';
  if first.id then do;
    base = .;
    known = .;
    dosed = 0;
  end;
  if visit = 'BASE' then base = weight;
  if weight ne . then known = weight;
  dosed + (weight > 71);
  if first.id then turn = 1;
  else turn + 1;
  change = known - base;
run;
