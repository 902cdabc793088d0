data numbers;
  input x;
datalines;
1234.565
-0.5
0.075
.
1234567
;
run;

data shown;
  set numbers;
  plain = put(x, 8.1);
  comma = put(x, comma12.2);
  dollar = put(x, dollar12.);
  zeros = put(x, z9.1);
  if x < 1000 then part = put(x, percent9.1);
  best = put(x, best6.);
run;
