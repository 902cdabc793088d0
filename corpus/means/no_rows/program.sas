data none;
  length g $4;
  g = 'x';
  x = 1;
  if x > 1;
run;

proc means data=none noprint nway;
  class g;
  var x;
  output out=stats sum=total;
run;
