data visits;
  input patient day;
datalines;
1 10
1 35
1 80
1 81
2 5
;
run;

data episodes(keep=patient episode start stop) gaps(keep=patient gap);
  set visits;
  by patient;
  retain start stop;
  if first.patient then do;
    episode = 1;
    start = day;
    stop = day;
  end;
  else if day - stop > 30 then do;
    gap = day - stop;
    output gaps;
    output episodes;
    episode + 1;
    start = day;
  end;
  stop = max(stop, day);
  if last.patient then output episodes;
run;
