data bills;
  input a b c;
datalines;
1 2 3
1 . 3
. . .
0 0 .
;
run;

data totals;
  set bills;
  total = a + b + c;
  paid = sum(a, b, c);
  known = n(a, b, c);
  unknown = nmiss(a, b, c);
  average = mean(a, b, c);
  at_least_0 = sum(a, b, c, 0);
run;

data special;
  x = .A;
  y = x + 1;
  z = -x;
  s = sum(x, .B);
  kept = x;
run;
