data signals;
  input status $ @@;
datalines;
up up down up down down
;
run;

data runs;
  set signals;
  by status notsorted;
  if first.status then do;
    run + 1;
    n = 0;
  end;
  n + 1;
  if last.status;
run;
