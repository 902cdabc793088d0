data visits;
  input patient day note $;
datalines;
2 5 a
1 9 b
2 3 c
. 1 d
1 9 e
. 2 f
;
run;

proc sort data=visits out=patients nodupkey dupout=repeats;
  by patient;
run;
