proc format;
  value agegrp low -< 18 = 'Child' 18 - high = 'Adult';
run;

data people;
  input site age sex $ x;
datalines;
1 40 m 3
1 12 m 4
1 13 f 5
2 61 f 2
2 60 f 5
2 70 m 5
;
run;

proc means data=people noprint nway order=freq;
  by site;
  class age sex;
  format age agegrp.;
  var x;
  output out=by_site sum=total;
run;
