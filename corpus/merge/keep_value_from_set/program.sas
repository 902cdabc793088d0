data first;
  input x flag $;
datalines;
1 a
2 b
;
run;

data second;
  input x;
datalines;
3
4
5
;
run;

data stacked;
  set first second;
  if x = 4 then flag = 'kept';
run;
