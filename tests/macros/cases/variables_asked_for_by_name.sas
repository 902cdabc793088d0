%let a1=10; %let a2=20; %let nm=Bob;
data t; length g $5; do i=1 to 2; v=input(symget('a'||strip(put(i,1.))), 8.); g=symget('nm'); r=resolve('&nm.-&a1'); e=symexist('zz'); f=symexist('nm'); output; end; run;
%let nm=Ann;
data u; g=symget('nm'); run;
%macro l; %local q; %let q=5; data w; z=symgetn('q'); run; %mend; %l
