data parts;
  input y m d;
datalines;
1960 1 1
2000 2 29
2023 2 29
1959 12 31
2024 12 .
;
run;

data dates;
  set parts;
  date = mdy(m, d, y);
  year = year(date);
  month = month(date);
  quarter = qtr(date);
  weekday = weekday(date);
  noon = datepart(dhms(date, 12, 0, 0));
  text = put(date, date9.);
run;
