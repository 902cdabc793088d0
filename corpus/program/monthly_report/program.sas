data postings;
  input day :yymmdd10. amount;
  month = intnx('month', day, 0);
  format day month yymmdd10.;
datalines;
2024-01-31 100
2024-02-01 -30
2024-01-02 50.5
2024-03-15 .
2024-02-29 10
;
run;

proc means data=postings noprint nway;
  class month;
  var amount;
  output out=months(drop=_type_ rename=(_freq_=rows)) sum=total;
run;

data balance;
  set months;
  balance + total;
  share = total / balance;
  label = put(month, monyy7.);
run;
