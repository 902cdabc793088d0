data visits;
  input name $ age score;
datalines;
bo 30 1
Ann 30 .
ann . 5
Bo . 7
. 30 9
Ann 30 2
;
run;

proc sort data=visits out=by_age;
  by age descending score;
run;

proc sort data=visits out=by_name(keep=name score);
  by name;
run;
