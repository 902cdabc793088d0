proc format;
  invalue grade (just upcase) 'A' = 4 'B' = 3 other = 0;
  invalue score 0 - 49.5 = 1 49.5 <- 100 = 2 other = 9;
  invalue $region 'N' = 'North' other = _same_;
  value short (max = 3) 1 = 'abcdef';
run;

data marks;
  text = '   b';
  mark = input(text, grade4.);
  none = input(text, grade.);
  high = input('49.75', score.);
  cut = input('49.75', score2.);
  place = input('N', $region.);
  label = put(1, short.);
run;
