data a; do i=1 to 3; output; end; run;
%macro nobs(ds);
 %local n;
 proc sql noprint; select count(*) into :n trimmed from &ds; quit;
 %if &n=0 %then %do; %put WARNING: empty; %return; %end;
 data r_&ds; n=&n; run;
%mend;
%nobs(a)
data b; set a; where i>5; run;
%nobs(b)
data c; set r_a; run;
proc sql noprint; select i into :v1 - :v3 from a; quit;
%let sum=%eval(&v1+&v2+&v3);
%let avg=%sysevalf(&sum/3); %let c=%sysevalf(&sum/4, ceil);
data _null_; call symputx('x'||'1', 5); call symputx('g1', 'glob', 'G'); run;
data z; a=&x1; b="&g1"; run;
