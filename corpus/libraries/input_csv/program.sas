data adults;
  set input.people;
  where age >= 18;
  if city = ' ' then city = 'none';
  months = age * 12;
run;

proc sort data=input.people out=by_age(keep=name age);
  by age;
run;
