* The calls of one macro take different branches of its IF: a function for each, named after what it was called with;
data a; do i=1 to 3; output; end; run;
%macro scaled(flag, by=2);
  %if &flag=Y %then %do; data out_&flag; set a; x=i*&by; run; %end;
  %else %do; data out_&flag; set a; x=i; y=sum(i, &by); run; %end;
%mend;
%scaled(Y)
%scaled(N)
%macro again(n); proc means data=out_&n noprint; var x; output out=m_&n mean=mean; run; %mend;
%again(Y)
%again(N)
