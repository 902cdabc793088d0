data sales;
  input region $ year amount qty;
datalines;
East 2023 10 1
West 2023 20 2
East 2024 30 3
West 2024 5 4
;
run;

%macro above(data, var, min);
  data high;
    set &data;
    where &var > &min;
    twice_&var = 2 * &var;
  run;
%mend;

%macro yearly(first, last, var=amount);
  %do year = &first %to &last;
    %above(sales, &var, 2)
    data &var._&year;
      set high;
      where year = &year;
      &var._&year = twice_&var;
      length note $ 20;
      note = "Year &year of &var";
      keep region &var._&year note;
    run;
  %end;
%mend;

%yearly(2023, 2024)
%yearly(2024, 2025, var=qty)

%macro last_by(list);
  %local i name;
  %do i = 1 %to 2;
    %let name = %scan(&list, &i);
    proc sort data=sales out=by_&name;
      by &name;
    run;
    data last_&name;
      set by_&name;
      by &name;
      if last.&name;
      keep region &name;
    run;
  %end;
%mend;

%last_by(amount qty)
