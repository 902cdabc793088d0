data one; length grp $12; input grp b a c; label a = 'Alpha' c = "it's"; format c date9.; datalines;
n 1 2 3
s 4 5 6
;
proc sql noprint;
  create table two as select a as a2, grp from one;
  select cats(name, '=n_', name) into :ren separated by ' ' from dictionary.columns where libname = 'WORK' and memname = 'ONE' and upcase(name) ne 'GRP' order by name desc;
  select trim(name) || ' as x_' || name into :chosen separated by ', ' from dictionary.columns where libname = 'WORK' and upcase(memname) = 'ONE' and type = 'num';
  select name, label into :n1-, :l1- from dictionary.columns where libname = 'WORK' and memname = 'ONE' and label ne '';
  %let labels = &sqlobs;
  select name into :second separated by ' ' from dictionary.columns where libname = 'WORK' and memname = 'TWO';
  select max(length), count(*) into :longest, :many trimmed from dictionary.columns where libname = 'WORK' and memname = 'ONE';
  select name into :dates separated by ' ' from dictionary.columns where libname = 'WORK' and memname = 'ONE' and format like 'DATE%';
  create table three as select &chosen from one;
quit;
%macro labelled; data ren; set one(rename=(&ren)); %do i = 1 %to &labels; label_&&n&i = "&&l&i"; %end; run; %mend;
%labelled
data zeros; set one; array all &dates; do over all; all = 0; end; total = sum(of a &dates); run;
proc contents data=one out=cont(keep=name type varnum) noprint; run;
proc sql noprint; select name into :numbers separated by ' ' from cont where type = 1 order by varnum; quit;
data sums; set one(keep=&numbers); total = sum(of &numbers); run;
data cont; set cont; where name ne 'a'; run;
proc sql noprint; select name into :rest separated by ' ' from cont where type = 1; quit;
proc sql noprint; drop table two; select count(*) into :gone trimmed from dictionary.columns where libname = 'WORK' and memname = 'TWO'; quit;
