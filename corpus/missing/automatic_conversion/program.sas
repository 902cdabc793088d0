data typed;
  input code $ n;
datalines;
12 5
x9 6
. 7
1e2 8
;
run;

data converted;
  set typed;
  double = code * 2;
  joined = n || '!';
  same = (code = n + 7);
run;
