data base;
  input id dose;
  datalines;
1 5
2 6
;
run;

data visits;
  input id v;
  datalines;
1 1
1 2
2 3
;
run;

data signs;
  array numbers{2} v dose;
  merge base visits;
  by id;
  do j = 1 to 2;
    numbers{j} = -numbers{j};
  end;
  drop j;
run;
