data _null_; call symputx('k', 5); call symputx('t', 'ab'); run;
%let n = %sysfunc(sum(&k, 1), 6.1);
%let p = %sysfunc(putn(&k, 8.2));
%let q = x%sysfunc(sum(&k, 1), 6.1);
%macro given(value); %let g = <&value>; %mend;
%let g =;
%given(%sysfunc(sum(&k, 1), 6.1))
data o; length a b c $12; a = "[%sysfunc(putn(&k, 8.2))]"; b = "[%sysfunc(putc(&t, $5.))]"; c = "[%sysfunc(sum(&k, 1))]"; run;
