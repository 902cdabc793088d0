data awards;
  input year name $;
datalines;
2020 b
2022 z
2022 a
. q
2020 a
;
run;

proc sort data=awards;
  by descending year name;
run;

data firsts;
  set awards;
  by descending year;
  if first.year;
run;
