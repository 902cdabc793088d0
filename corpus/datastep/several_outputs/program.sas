data marks;
  input name $ points;
datalines;
Ann 5
Bo .
Cid 0
;
run;

data good(keep=name points) bad(rename=(points=score) drop=note) everyone;
  set marks;
  if points = . then do;
    note = 'absent';
    output bad;
  end;
  else output good;
  output everyone;
run;
