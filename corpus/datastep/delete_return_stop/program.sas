data numbers;
  do x = 1 to 6;
    output;
  end;
run;

data some;
  set numbers;
  if x = 2 then delete;
  if x = 3 then return;
  seen = x * 10;
  if x = 5 then stop;
run;
