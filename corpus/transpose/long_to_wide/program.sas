data long;
  input person $ month amount;
datalines;
A 2 20
A 1 10
B 3 .
B 1 5
C 1.5 7
;
run;

proc transpose data=long out=wide prefix=m;
  by person;
  id month;
  var amount;
run;
