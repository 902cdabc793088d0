data seen;
  set input.visits;
  year = year(day);
  next = intnx('month', day, 1, 's');
  if name = ' ' then name = "?";
  if n = . then n = 0;
run;

proc means data=input.visits noprint nway;
  class name;
  var n;
  output out=counts(drop=_type_) sum=total;
run;
