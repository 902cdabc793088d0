data s; input g $ x; datalines;
a 1
b 5
c 7
;
run;
proc sql noprint; select g into :list separated by ' ' from s; quit;
%macro each;
%local i w;
%do i=1 %to %sysfunc(countw(&list));
  %let w=%scan(&list,&i);
  data d_&w; set s; if g="&w"; n=&i; run;
%end;
%mend;
%each
%macro each2;
%global last cnt;
%let i=1;
%let cnt=0;
%do %while(%scan(&list,&i) ne );
  %let last=%scan(&list,&i);
  %let cnt=%eval(&cnt+1);
  %let i=%eval(&i+1);
%end;
%mend;
%each2
%macro each3;
%global tot;
%let tot=0;
%let j=0;
%do %until(&j>=&cnt);
  %let j=%eval(&j+1);
  %let tot=%eval(&tot+&j);
%end;
%mend;
%each3
