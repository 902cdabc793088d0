data people;
  input name $ age income;
datalines;
Ann 17 0
Bo 30 50
Cid 70 .
Dan . 20
;
data rated;
  set people;
  if age >= 18 then do;
    adult = 1;
    if income = . then level = 'unknown';
    else if income > 40 then do;
      level = 'high';
      age = age + 100;
      double = age * 2;
    end;
    checked + 1;
  end;
  else do;
    adult = 0;
    if income then level = 'youth';
  end;
run;
data left_out;
  set people;
  if age > 60 then delete;
  else if age > 18 then income = -1;
  else do;
    if income = 0 then delete;
    income = income + 1;
  end;
run;
data before;
  set people;
  if income > 10 then do;
    earlier = lag(income);
    change = dif(age);
  end;
run;
