* A parameter that is one name in a call and two in another is a list: the arguments behind it are named, too;
data x; do year = 2019 to 2021; do g = 'a', 'b'; v = year - 2010 + (g = 'b') * 2; output; end; end; run;
%macro trend(data, out, by=, var=);
  proc means data=&data noprint nway; class &by; var &var; output out=&out(drop=_type_ _freq_) mean=average; run;
%mend;
%trend(x, t1, by=year, var=v)
%trend(x, t2, by=g year, var=v)
