data s; do x=1 to 6; output; end; run;
proc sql noprint; select count(*) into :n trimmed from s; quit;
%let dsn=out&n;
data &dsn; y=1; run;
data z; set &dsn; w=&n; run;
data q; set out6; run;
data v; set s;
 %if &n>5 %then %do; big=1; if x>3 then big=2; %end; %else %do; small=1; %end;
 t=x*2;
run;
%macro st(flag);
data k; set s; %if &flag>3 %then keep x; %else drop x;; a=1; run;
%mend;
%st(&n)
%put n=&n dsn=&dsn;
