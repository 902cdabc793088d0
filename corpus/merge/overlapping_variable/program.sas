data old;
  input id price;
datalines;
1 10
2 20
3 30
;
run;

data new;
  input id price note $;
datalines;
1 11 up
2 . gone
4 40 new
;
run;

data prices;
  merge old(in=in_old) new(in=in_new);
  by id;
  from_old = in_old;
  from_new = in_new;
run;
