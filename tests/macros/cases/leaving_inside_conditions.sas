%macro check(a, b, out);
 %global st;
 %let st=begin;
 %if &a > 0 %then %do;
  %if &b > 0 %then %do; %let st=both; %return; %end;
  %let st=a;
 %end;
 %else %if &b > 0 %then %do; %let st=b; %return; %end;
 data &out; length z $5; z="&st"; run;
 %let st=&st.-end;
%mend;
%macro only(a, b);
 %global only;
 %let only=begin;
 %if &a > 0 %then %do;
  %if &b > 0 %then %return;
  %let only=a;
 %end;
 %else %return;
 %let only=&only.-end;
%mend;
data _null_; call symputx('yes', 1); call symputx('no', 0); run;
%check(&no, &no, t00)
%let s00=&st;
%check(&no, &yes, t01)
%let s01=&st;
%check(&yes, &no, t10)
%let s10=&st;
%check(&yes, &yes, t11)
%let s11=&st;
%only(&yes, &no)
%let o10=&only;
%only(&yes, &yes)
%let o11=&only;
%only(&no, &no)
