data a;
  input x @@;
  select (x);
    when (1) y = 'one';
    when (2) y = 'two';
  end;
datalines;
1 2 3
;
run;
