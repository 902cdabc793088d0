data sales;
  input region $ year amount qty;
  datalines;
East 2023 10 1
West 2023 20 2
East 2024 30 3
West 2024 . 4
;
run;

%macro by_name(list);
  %local i name;
  %do i = 1 %to 2;
    %let name = %scan(&list, &i);
    proc sort data=sales out=by_&name;
      by &name;
    run;
    data top_&name;
      set by_&name;
      by &name;
      if last.&name;
      rank = &i;
    run;
  %end;
%mend;
%by_name(amount qty)
%by_name(region year)

%macro last(v);
  data one;
    set sales;
    where &v > 2;
    twice_&v = 2 * &v;
  run;
%mend;
%macro all(first, last, var=amount);
  %do year = &first %to &last;
    %last(&var)
    data &var._&year;
      set one;
      where year = &year;
      &var._&year = twice_&var;
      length note $ 20;
      note = "Year &year of &var";
    run;
  %end;
%mend;
%all(2023, 2024)
%all(2023, 2025, var=qty)

%macro stats(data, stat);
  proc means data=&data noprint;
    var amount;
    output out=s_&stat &stat=value;
  run;
  %if &stat = mean %then %do;
    data s_&stat; set s_&stat; value = round(value, 0.1); run;
  %end;
%mend;
%stats(sales, mean)
%stats(sales, max)
