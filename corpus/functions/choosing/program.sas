data rows;
  input x t $ u $;
datalines;
1 . b
0 a .
. . .
3 a b
;
run;

data chosen;
  set rows;
  flag = ifn(x, 1, 0);
  known = ifn(x, 10, 20, 30);
  length word first $6;
  word = ifc(x, 'yes', 'no');
  first = coalescec(t, u, 'none');
  place = whichn(x, 3, 1, .);
  if place then pick = choosec(place, 'three', 'one', 'dot');
run;
