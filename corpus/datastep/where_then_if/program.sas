data people;
  input name $ age weight;
datalines;
Ann 30 60
Bo 15 .
Cid . 80
Dag 40 .
Eva 50 81
;
run;

data adults;
  set people;
  where age >= 18 or age = .;
  half = weight / 2;
  /* a missing half is below 40: the row stays */
  if half < 40;
run;
