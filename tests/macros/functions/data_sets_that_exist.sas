* EXIST of data sets that the program has made, or has not, is known - what a condition of the run deletes may be there after it;
data first; x = 1; run;
data second; set first; run;
%macro there(data); %sysfunc(exist(&data)) %mend;
%macro copied(data);
  %if %there(&data) %then %do; data copy_&data; set &data; y = 2; run; %end;
  %else %put no &data;
%mend;
%copied(first)
%copied(nowhere)
%macro made(data); %if ^%sysfunc(exist(work.&data)) %then %do; data &data; x = 2; run; %end; %mend;
%made(first)
%made(third)
data _null_; set first; call symputx('k', x); run;
%if &k = 1 %then %do; proc delete data=second; run; %end;
%macro asked(data); %if %sysfunc(exist(&data)) %then %do; data seen_&data; set &data; run; %end; %mend;
%asked(second)
%asked(third)
