data a; x=1; run;
data _null_; set a; call symputx('flag','Y'); call symputx('txt','a b c'); call symput('pad', put(x,5.)); run;
%macro m;
%if &flag=Y %then %do; data yes; z=1; run; %end;
%if %upcase(&flag)=N %then %do; data no; z=1; run; %end;
%if %sysfunc(exist(work.yes)) %then %do; data e1; z=1; run; %end;
%if %sysfunc(exist(work.no)) %then %do; data e2; z=1; run; %end;
%if %symexist(flag) %then %do; data e3; z=1; run; %end;
%if &flag ne Y and &txt ne %then %do; data e4; z=1; run; %end;
%if %length(&txt)>3 or &flag=Q %then %do; data e5; z=1; run; %end;
%mend;
%m
%let p=&pad; %let pl=%length(&pad); %let px=%length(%superq(pad)); %let idx=%index(&txt,b); %let s=%substr(&txt,3,1); %let sc=%scan(&txt,-1);
%let up=%upcase(&txt); %let dt=%datatyp(&p); %let cm=%sysfunc(compress(&txt)); %let tr=%sysfunc(tranwrd(&txt,b,Z));
