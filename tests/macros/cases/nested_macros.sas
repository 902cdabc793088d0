data a; input t $ c; datalines;
x 1
y 2
;
run;
proc sql noprint; select count(*) into :k from a; quit;
%macro names; %do i=1 %to &k; v&i %end; %mend;
data w; set a; array q{2}; %macro z; q1=1; %mend; %z q2=&k; run;
%macro outer; %local i; %do i=1 %to &k; %inner(&i) %end; %mend;
%macro inner(p); %local j; %do j=1 %to &p; data c&p._&j; v=&p*10+&j; run; %end; %mend;
%outer
data fin; set c1_1 c2_1 c2_2; run;
%macro rec(n); %if &n>0 %then %do; data r&n; q=&n; run; %rec(%eval(&n-1)) %end; %mend;
%rec(2)
%let s=; 
data _null_; set a; call symputx('s', catx(' ', symget('s'), t)); run;
%put &=s;
proc sort data=a out=b; by descending c; run;
data _null_; set b; if _n_=1 then call symputx('top', t); run;
data pick; set a; where t="&top"; run;
data _null_; call symputx('dt', put('01jan2020'd, date9.)); run;
data dd; d="&dt"d; dp=d+1; format d date9.; run;
%let yr=%sysfunc(year("&dt"d)); %let y2=%substr(&dt,6);
%let ls=%sysfunc(countw(a b c)); %let m=%sysfunc(max(&k,5)); %let q=%sysfunc(cats(x,&k,y)); %let l2=%sysfunc(length(&top&top));
%let b=%bquote(&top); %let u=%unquote(%str(&top));
%macro kw(ds=a, where=1); data kw; set &ds; where &where; run; %mend;
%kw(where=c>=&k)
