data one; length grp $12; input grp a b c; datalines;
north 1 2 3
south 4 5 6
;
%macro tenth(data);
  %local dsid i name list rc;
  %let dsid = %sysfunc(open(&data));
  %if &dsid = 0 %then %do; %put no such data set; %return; %end;
  %do i = 1 %to %sysfunc(attrn(&dsid, nvars));
    %let name = %sysfunc(varname(&dsid, &i));
    %if %sysfunc(vartype(&dsid, &i)) = N %then %let list = &list &name;
    %else %let texts = %sysfunc(varlen(&dsid, &i)) &name;
  %end;
  %let rc = %sysfunc(close(&dsid));
  data tenths; set &data; %do i = 1 %to %sysfunc(countw(&list)); r_%scan(&list, &i) = %scan(&list, &i) / 10; %end; run;
%mend;
%let texts =;
%tenth(one)
%macro has(ds, name); %local id n; %let id = %sysfunc(open(work.&ds, is)); %let n = %sysfunc(varnum(&id, &name)); %let id = %sysfunc(close(&id)); &n %mend;
%macro complete; data two; set one; %if %has(one, z) %then %do; z = z + 1; %end; %else %do; z = 0; %end; %if %has(one, A) %then %do; a2 = a ** 2; %end; run; %mend;
%complete
%let placed = %has(two, z) %has(two, nope);
data one; set two(keep=z a2); run;
%tenth(one)
%macro walk(ds); %local id rc all; %let id = %sysfunc(open(&ds)); %let rows = %sysfunc(attrn(&id, nlobs), 4.);
  %if &id %then %do; %let rc = %sysfunc(fetch(&id)); %do %while(&rc = 0); %let all = &all.%sysfunc(getvarn(&id, %sysfunc(varnum(&id, a2))));
  %let rc = %sysfunc(fetch(&id)); %end; %let rc = %sysfunc(close(&id)); %end; %let walked = &all; %mend;
%let rows =; %let walked =;
%walk(one)
%macro both; %local x y; %let x = %sysfunc(open(one)); %let y = %sysfunc(open(two)); %let pair = %sysfunc(attrn(&x, nvars)) %sysfunc(attrn(&y, nvars)); %let x = %sysfunc(close(&x)); %let y = %sysfunc(close(&y)); %mend;
%let pair =;
%both
