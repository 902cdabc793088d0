data s; do id=1 to 4; v=id*1.5; output; end; run;
proc sql noprint; select count(*), max(v), mean(v) into :n, :mx, :avg from s; quit;
%let n=&n;
data t; set s; where v > &avg; y=v/&mx; c="&n"; run;
proc sql; create table u as select id, v from s where v >= &mx; quit;
%macro build;
%do i=1 %to &n;
  data one; set s(where=(id=&i)); r=&i**2; run;
  proc append base=all data=one; run;
%end;
%mend;
%build
