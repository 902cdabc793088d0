data texts;
  infile datalines truncover;
  input t $char12.;
datalines;
1,234
$5.50
(12)
75%
12x

 -3
;
run;

data read;
  set texts;
  plain = input(t, ?? 12.);
  two = input(t, ?? 12.2);
  comma = input(t, ?? comma12.);
  part = input(t, ?? percent12.);
run;
