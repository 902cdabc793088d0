data scores;
  input name $ x;
datalines;
a 10
b 30
c .
d 10
e 20
;
run;

proc rank data=scores out=ranked;
  var x;
  ranks place;
run;

proc rank data=scores out=best descending ties=low;
  var x;
  ranks place;
run;

proc rank data=scores out=halves groups=2;
  var x;
run;
