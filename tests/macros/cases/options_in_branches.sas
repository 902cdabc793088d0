* OPTIONS MISSING= under a condition that only the run knows;
data start; x = .; call symputx('which', 2); run;
%macro show;
  %if &which = 1 %then %do; options missing='-'; %end;
  %else %do; options missing='-'; %end;
  data both; set start; t = put(x, 3.); keep t; run;
  %if &which = 1 %then %do; options missing='*'; %end;
  data one; set start; t = put(x, 3.); keep t; run;
  options missing='*';
  data last; set start; t = put(x, 3.); keep t; run;
%mend;
%show
