data base;
  length name $3;
  name = 'Ann';
  x = 1;
run;

data more;
  length name $8;
  input name y;
datalines;
Charlie 5
Bo .
;
run;

proc append base=base data=more force;
run;

proc append base=fresh data=more;
run;
