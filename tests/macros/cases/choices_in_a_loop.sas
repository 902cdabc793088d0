data s; do id=1 to 4; v=id*1.5; output; end; run;
data _null_; set s end=e; if e then call symputx('nobs', _n_); run;
%macro acc;
%do i=1 %to &nobs;
  data one; set s(where=(id=&i)); r=&i; run;
  %if &i=1 %then %do; data all; set one; run; %end;
  %else %do; data all; set all one; run; %end;
%end;
%mend;
%acc
%macro chk;
 %if &nobs > 3 %then %do;
   %if &nobs = 4 %then %let msg=four; %else %let msg=many;
   proc means data=s noprint; var v; output out=m mean=mv; run;
 %end;
 %else %do;
   %let msg=few;
 %end;
 %put NOTE: msg is &msg;
 %global res; %let res=&msg;
%mend;
%let msg=;
%chk
