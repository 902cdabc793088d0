data panel;
  input m1-m4;
datalines;
1 . . 4
. 2 . .
. . . .
;
run;

data filled;
  set panel;
  array m{*} m:;
  do i = 2 to dim(m);
    if m{i} = . then m{i} = m{i - 1};
  end;
run;
