missing a b;

data answers;
  input id score @@;
  reason = '?';
  if score = .A then reason = 'a';
  else if score = .B then reason = 'b';
  else if score > .Z then reason = '#';
datalines;
1 5 2 a 3 B 4 . 5 -1
;
run;
