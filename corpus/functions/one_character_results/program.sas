data texts;
  input s $char4.;
datalines;
abcd
 x

;
run;

data pieces;
  set texts;
  both = '[' || first(s) || char(s, 3) || ']';
  alone = first(s);
  is_blank = (char(s, 4) = ' ');
run;
