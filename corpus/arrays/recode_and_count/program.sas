data survey;
  input id q1-q4;
datalines;
1 5 -1 2 99
2 -1 99 -1 -1
3 4 4 . 0
;
run;

data clean;
  set survey;
  array q{4} q1-q4;
  drop i;
  do i = 1 to 4;
    if q{i} in (-1, 99) then q{i} = .;
  end;
  total = sum(of q1-q4);
  high = 0;
  do i = 1 to dim(q);
    if q{i} > 3 then high + 1;
  end;
run;
