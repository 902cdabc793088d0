data sales;
  input year quarter amount;
datalines;
2020 1 5
2021 4 7
2020 1 2
;
run;

data totals;
  set sales end=last;
  array t{2020:2021, 4} _temporary_ (8 * 0);
  array c{2, 2} c1-c4;
  t{year, quarter} = t{year, quarter} + amount;
  if last;
  c{1, 1} = t{2020, 1};
  c{1, 2} = t{2020, 4};
  c{2, 1} = t{2021, 1};
  c{2, 2} = t{2021, 4};
  cells = dim(t, 1) * dim(t, 2);
  low = lbound(t);
  high = hbound(t);
  keep c1-c4 cells low high;
run;
