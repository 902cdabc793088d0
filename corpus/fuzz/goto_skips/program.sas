data a;
  input x;
  if x > 1 then go to done;
  note = 'low';
  done: y = x;
datalines;
1
2
;
run;
