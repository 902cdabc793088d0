data spells;
  input person $ start stop;
datalines;
A 2019 2021
B 2020 2020
C 2021 2020
;
run;

data person_years;
  set spells;
  do year = start to stop;
    output;
  end;
  drop start stop;
run;
