data survey;
  missing r x;
  input id answer @@;
  refused = (answer = .R);
datalines;
1 4 2 R 3 x 4 . 5 r
;
run;
