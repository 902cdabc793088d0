%let total = 0;

data sales;
  input year amount;
datalines;
2023 10
2024 20
2024 30
. 5
;
run;

%macro yearly(first, last, var=amount);
  %do year = &first %to &last;
    data sales_&year;
      set sales;
      where year = &year;
      %if &year = 2024 %then %do;
        late = 1;
      %end;
      &var._&year = &var * 2;
    run;
    %let total = %eval(&total + 1);
  %end;
%mend yearly;

%yearly(2023, 2024)
