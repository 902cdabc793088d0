data values;
  input x w f;
datalines;
10 1 2
20 3 1.9
40 0 0
. 5 3
;
run;

proc means data=values noprint;
  var x;
  weight w;
  output out=weighted(drop=_type_ _freq_) n=n sumwgt=sw sum=sum mean=mean;
run;

proc means data=values noprint;
  var x;
  freq f;
  output out=counted(drop=_type_) n=n nmiss=nmiss sum=sum mean=mean;
run;
