data a; do i=1 to 3; output; end; run;
data _null_; if 0 then set a nobs=k; call symputx('n',k); stop; run;
%macro w; %do i=1 %to &n; data out&i; v=&i; run; %end; 
data all; set %do i=1 %to &n; out&i %end; ; run; %mend;
%w
data all2; set out1-out3; run;
data all3; set out:; run;
