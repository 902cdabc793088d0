proc format;
  invalue grade 'A' = 5 'B' = 4 'F' = 0 other = .;
  invalue limit 0 - 100 = _same_ other = .;
run;

data marks;
  input name $ mark :grade. points :limit.;
datalines;
Ann A 50
Bo x 101
Cid F 0
Dag B .
;
run;
