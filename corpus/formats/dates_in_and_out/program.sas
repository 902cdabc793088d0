data texts;
  input id when $10.;
datalines;
1 2024-02-29
2 1960-01-01
3 .
;
run;

data shown;
  set texts;
  day = input(when, yymmdd10.);
  d9 = put(day, date9.);
  dmy = put(day, ddmmyy10.);
  iso = put(day, yymmdd10.);
  month = put(day, monyy7.);
  word = put(day, weekdate17.);
  stamp = put(dhms(day, 13, 5, 9), datetime20.);
  clock = put(hms(13, 5, 9), time8.);
  old = input('010126', ddmmyy6.);
  new = input('010125', ddmmyy6.);
  drop when;
run;
