data flows;
  input a b c;
datalines;
1 2 3
4 5
6 7 8
9 10 11
;
run;

data missed;
  infile datalines missover;
  input a b c;
datalines;
1 2 3
4 5
6
;
run;

data taken;
  infile datalines truncover;
  input a 1-2 b $ 3-8;
datalines;
1 abcdef
2 ab
3
;
run;
