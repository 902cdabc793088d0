proc format;
  picture weeks (default = 22) other = '%Y U%0U W%0W V%0V u%u w%w' (datatype = date);
  picture amount low - high = '000.000.009,99' (decsep = ',' dig3sep = '.');
run;

data shown;
  input day date9. amount;
  length week $ 22 euro $ 14;
  week = put(day, weeks.);
  euro = left(put(amount, amount.));
  drop day amount;
datalines;
01JAN2012 1234567.89
02JAN2012 5.5
08JAN2012 0.07
31DEC2012 1000
;
run;
