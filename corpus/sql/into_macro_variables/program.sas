data scores;
  input name $ points;
datalines;
Bo 30
Ann 20
Cid .
;
run;

proc sql noprint;
  select max(points) into :highest trimmed from scores;
  select name into :names separated by ',' from scores order by name;
  %let rows = &sqlobs;
quit;

data marked;
  set scores;
  best = (points = &highest);
run;
