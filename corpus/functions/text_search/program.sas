data texts;
  length s $8;
  input s $char8.;
datalines;
Banana
an
 nan
12a4
;
run;

data found;
  set texts;
  at = index(s, 'an');
  any = indexc(s, 'xn');
  nocase = find(s, 'AN', 'i');
  later = find(s, 'an', 3);
  nondigit = verify(s, '0123456789');
  len = length(s);
  blank = index(s, ' ');
run;
