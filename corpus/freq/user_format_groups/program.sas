proc format;
  value agegrp low -< 18 = 'Child' 18 - high = 'Adult';
run;

data people;
  input age @@;
datalines;
40 17 3 18 . 25
;
run;

proc freq data=people noprint;
  tables age / out=ages;
  format age agegrp.;
run;
