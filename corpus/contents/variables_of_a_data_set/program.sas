data people;
  length name $12 zip 8;
  input name zip Age;
  label Age = 'Age in years';
  format zip z5. Age 4.1;
datalines;
Ann 1234 30
;
run;

proc contents data=people out=about(keep=name type length varnum label format formatl formatd) noprint;
run;
