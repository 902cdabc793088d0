data s; input yr v; datalines;
2020 1
2021 2
2021 3
2022 4
;
run;
proc sql noprint; select min(yr), max(yr) into :lo trimmed, :hi trimmed from s; quit;
%macro yearly(first, last, var=v);
%do year=&first %to &last;
data sales_&year; set s; where yr=&year; m="&year"; run;
%end;
%mend;
%yearly(&lo, &hi)
data both; set sales_2020 sales_2022; run;
%macro cnt; %global c; %let c=0; %do y=&hi %to &lo %by -1; %let c=%eval(&c+1); %end; %mend; %cnt
%let d=%sysfunc(intck(day,%sysfunc(mdy(1,1,&lo)),%sysfunc(mdy(1,1,&hi))));
%let e=%sysfunc(putn(%sysfunc(mdy(1,1,&lo)),date9.));
data z; dt="&e"d; run;
