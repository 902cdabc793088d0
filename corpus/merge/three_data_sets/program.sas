data a;
  input id a $;
datalines;
1 x
3 y
;
run;

data b;
  input id b;
datalines;
1 5
2 6
;
run;

data nothing;
  set b(rename=(b=c));
  if c > 100;
run;

data together;
  merge a(in=in_a) b nothing;
  by id;
  only_b = not in_a;
run;
