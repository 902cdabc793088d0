* Bounds of a loop that stays written out, and values that a condition asks for, are no parameters: with others the code would be other code;
data wages;
  do month = 1 to 4;
    do person = 1 to 3;
      wage = 100 * month + person;
      output;
    end;
  end;
run;

%macro read_month(m);
  data m&m;
    set wages;
    where month = &m;
    income = wage * &m;
  run;
%mend;

%macro all_months(from=1, to=4);
  %do i = &from %to &to;
    %read_month(&i)
  %end;
  data all;
    set %do i = &from %to &to; m&i %end; ;
    last = &to;
  run;
%mend;
%all_months(to=3)

%macro by_year(since, name=old);
  data &name;
    set wages;
    %if &since > 2 %then %do;
      late = month > &since;
    %end;
    %else %do;
      early = month <= &since;
    %end;
  run;
%mend;
%by_year(3, name=late)

data sums;
  total = 0;
run;

* a loop of the code may have its bounds as parameters, and a condition that only asks for a value decides nothing;
%macro year_sums(from, to, where=);
  %do year = &from %to &to;
    proc means data=wages noprint;
      %if &where ne %then %do;
        where &where and month = &year;
      %end;
      var wage;
      output out=sum sum=total;
    run;
    data sums;
      set sums sum;
      last = &to;
    run;
  %end;
%mend;
%year_sums(2, 3, where=person > 1)

* inside a step;
%macro weights(from, to);
  %do i = &from %to &to;
    w&i = wage / &i;
  %end;
  base = &to;
%mend;
data weighted;
  set wages;
  %weights(1, 2)
run;
