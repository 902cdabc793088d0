data l;
  input id x;
datalines;
1 1
1 2
1 3
2 4
;
run;

data r;
  input id y;
datalines;
1 10
1 20
2 30
2 .
3 50
;
run;

data paired;
  merge l(in=in_l) r(in=in_r);
  by id;
  has_l = in_l;
  has_r = in_r;
run;
