proc format;
  value agegrp low -< 40 = '<40' 40 - high = '40+' other = 'unknown';
run;

data demography;
  input id $ born :date9. sex $;
  format born date9.;
datalines;
P3 20DEC1955 F
P1 15JUN1980 F
P2 01JAN1990 M
P4 . M
;
run;

data doses;
  input id $ day :date9. mg;
datalines;
P2 05MAR2021 10
P1 10FEB2021 5
P1 01FEB2021 5
P3 01JAN2021 .
P9 01JAN2021 5
P4 02JAN2021 5
;
run;

proc sort data=demography; by id; run;
proc sort data=doses; by id day; run;

/* The first day with a dose */
data first_dose;
  set doses;
  by id;
  where mg > 0;
  if first.id;
  keep id day;
  rename day=start;
run;

data subjects;
  merge demography(in=known) first_dose(in=treated);
  by id;
  if known;
  length treated_yn $1;
  treated_yn = ifc(treated, 'Y', 'N');
  age = intck('year', born, start, 'c');
  group = put(age, agegrp.);
  drop born;
run;

proc freq data=subjects noprint;
  tables treated_yn*group / out=counts(drop=percent);
run;
