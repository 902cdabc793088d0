data wide;
  input id jan feb;
  label jan = 'January';
datalines;
1 10 .
2 . 20
;
run;

proc transpose data=wide out=long(rename=(col1=amount));
  by id;
  var jan feb;
run;

proc transpose data=wide out=all name=what;
run;
