data numbers;
  input x @@;
  datalines;
1 2 3 .
;
run;

data turns;
  set numbers;
  n = 0;
  after = 0;
  do until (n >= 3);
    n + 1;
    select;
      when (x = 1) continue;
      when (x = 2) leave;
      otherwise;
    end;
    after + 1;
  end;
run;
