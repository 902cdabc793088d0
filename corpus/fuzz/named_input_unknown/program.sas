data a;
  input x=  s= $;
  if _error_ then bad = 1;
datalines;
z=7
x=1 s=q
;
run;
