data raw;
  infile datalines truncover;
  input s $char12.;
datalines;
 anna  berg
46-70 12 34
aXbXc
;
run;

data clean;
  set raw;
  length up proper digits nox single swapped letters $12;
  up = upcase(s);
  proper = propcase(strip(s));
  digits = compress(s, , 'kd');
  nox = compress(s, 'X ');
  single = compbl(s);
  swapped = tranwrd(s, 'X', '--');
  letters = translate(s, 'zy', 'ab');
  back = reverse(strip(s));
  n = lengthn(compress(s, , 'd'));
run;
