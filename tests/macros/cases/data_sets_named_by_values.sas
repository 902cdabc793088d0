data s; input g $ x; datalines;
a 1
a 2
b 5
c 7
;
run;
proc sql noprint; select distinct g into :g1-:g99 from s; quit;
%let n=&sqlobs;
%macro split;
%do i=1 %to &n;
data ds_&&g&i; set s; where g="&&g&i"; k=&i; run;
%end;
%mend;
%split
data both; set ds_a ds_c; run;
