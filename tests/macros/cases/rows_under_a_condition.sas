data a; do x = 1 to 3; output; end; run;
proc sql noprint; select count(*) into :n trimmed from a; quit;
%let seen =; %let names =; %let counted =;
%macro second; %local id rc; %let id = %sysfunc(open(a)); %if &n > 2 %then %do; %let rc = %sysfunc(fetchobs(&id, 2)); %let seen = %sysfunc(getvarn(&id, 1)); %end;
  %let names = %sysfunc(varname(&id, 1)); %let id = %sysfunc(close(&id)); %mend;
%second
%macro count; %local i id; %do i = 1 %to &n; %let id = %sysfunc(open(a)); %let counted = &counted.%sysfunc(attrn(&id, nvars)); %let id = %sysfunc(close(&id)); %end; %mend;
%count
