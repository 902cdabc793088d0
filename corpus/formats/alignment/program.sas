data numbers;
  input x name $;
datalines;
1.5 ab
-20 abcdefgh
. .
;
run;

data aligned;
  set numbers;
  plain = '[' || put(x, 8.1) || ']';
  left = '[' || put(x, 8.1-l) || ']';
  short = 'x' || put(x, best4.-l);
  right = '[' || put(name, $8.-r) || ']';
run;
