data people;
  input sex $ smoker $;
datalines;
f y
f n
f n
f n
m y
m y
m y
. y
;
run;

proc freq data=people noprint;
  tables sex*smoker / out=cross outpct;
run;

proc freq data=people noprint;
  tables sex*smoker / out=sparse(drop=percent) sparse;
  where sex ne ' ';
run;
