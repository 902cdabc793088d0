/* A library of macros: nothing here is called. */
%macro clean(data=, out=, var=, cut=5, print=N);
  /* keep what is above the cut */
  data &out;
    set &data;
    where not missing(&var);
    if &var > &cut then high = 1; else high = 0;
    source = "&var";
  run;
  %if &print = Y %then %do;
    proc print data=&out; run;
  %end;
  proc sort data=&out; by &var; run;
%mend;

%macro total(in, out, by, var);
  proc means data=&in noprint nway;
    class &by;
    var &var;
    output out=&out(drop=_type_ _freq_) sum=total_&var;
  run;
%mend;

%macro both(lib);
  %clean(data=&lib..orders, out=kept, var=amount)
  %total(kept, sums, region, amount)
%mend;

%macro joined(a, b, key, out=merged);
  proc sort data=&a; by &key; run;
  proc sort data=&b; by &key; run;
  data &out;
    merge &a(in=ina) &b(in=inb);
    by &key;
    if ina and inb;
  run;
%mend;

%macro optional(data, out, by=);
  proc sort data=&data out=&out;
    by %if %length(&by) %then &by; id;
  run;
%mend;

%macro chosen(data, stat);
  %if &stat = mean %then %do;
    proc means data=&data; run;
  %end;
  %else %do;
    proc freq data=&data; run;
  %end;
%mend;

%macro each(vars);
  %local i;
  %do i = 1 %to %sysfunc(countw(&vars));
    data %scan(&vars, &i); x = &i; run;
  %end;
%mend;

%macro subset(data, out, where);
  data &out; set &data; where &where; run;
%mend;

%macro age(from, to);
  floor((&to - &from) / 365.25)
%mend;

%macro any / parmbuff;
  data all; set &syspbuff; run;
%mend;
