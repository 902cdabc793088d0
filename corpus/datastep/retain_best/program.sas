data races;
  input name :$12. time;
datalines;
Ann 12
Bo .
Charlotte 11
Dag 11
;
run;

data records;
  retain best 0 holder 'nobody';
  set races;
  if time ne . and (best = 0 or time < best) then do;
    best = time;
    holder = name;
  end;
run;
