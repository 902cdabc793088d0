data scores;
  input x1-x4;
datalines;
4 2 9 1
. 3 . 5
. . . .
7 7 7 7
;
run;

data stats;
  set scores;
  n = n(of x1-x4);
  total = sum(of x:);
  mean = mean(of x1-x4);
  middle = median(of x1-x4);
  low = min(of x1-x4);
  high = max(of x1-x4);
  spread = range(of x1-x4);
  second = largest(2, of x1-x4);
  first = coalesce(of x1-x4);
run;
