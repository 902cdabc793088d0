data mixed;
  length what $8;
  x = 0;   what = 'zero';    output;
  x = .Z;  what = 'Z';       output;
  x = -9;  what = 'minus';   output;
  x = .;   what = 'plain';   output;
  x = .A;  what = 'A';       output;
  x = ._;  what = 'under';   output;
run;

proc sort data=mixed out=sorted;
  by x;
run;

data compared;
  set sorted;
  below = (x < -100);
  up_to_z = (x <= .Z);
  is_plain = (x = .);
  above_plain = (x > .);
  nothing = missing(x);
run;
