data sold;
  input type $ 1 @;
  if type = 'A' then input @3 amount 4.;
  else if type = 'T' then input @3 text $8.;
  else delete;
datalines;
A   12
T hello
X ignore
A    .
;
run;

data pairs;
  input k $ v @@;
datalines;
a 1 b 2 c .
d 4
;
run;
