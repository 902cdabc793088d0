data scores;
  input region $ score;
datalines;
North 30
. 55
South .
East 90
West 80
;
run;

data graded;
  set scores;
  if score < 50 then grade = 'Low';
  else if score < 80 then grade = 'Medium';
  else grade = 'High';
  if region = ' ' then do;
    region = 'none';
    grade = ' ';
  end;
run;
