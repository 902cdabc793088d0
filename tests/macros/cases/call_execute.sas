data ctl; length nm $8; input nm $ lo hi; datalines;
aa 1 2
bb 3 4
;
run;
data s; do x=1 to 5; output; end; run;
%macro sub(ds, lo, hi);
data &ds; set s; where &lo <= x <= &hi; tag="&ds"; run;
%mend;
data _null_; set ctl;
 call execute('%nrstr(%sub('||trim(nm)||','||strip(put(lo,8.))||','||strip(put(hi,8.))||'))');
run;
data both; set aa bb; run;
data _null_; set ctl;
 call execute(cats('%sub(q', nm, ',', lo, ',', hi, ')'));
run;
data _null_; set ctl end=e;
 call execute("data w" || strip(nm) || "; set s; where x=" || put(lo,3.) || "; t='" || trim(nm) || "'; run;");
 if e then call execute('data fin; done=1; run;');
run;
