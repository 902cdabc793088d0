data visits;
  input day :date9. clinic $ cost;
  format day date9.;
datalines;
03JAN2024 north 10
17JAN2024 north 20
17JAN2024 south 40
05FEB2024 north 30
29FEB2024 south 50
01MAR2024 south 5
;
run;

* a row a month, whatever the days are;
proc means data=visits noprint;
  by day;
  format day monyy7.;
  var cost;
  output out=months sum=total n=visits;
run;

* the shares of the clinics in each quarter;
proc freq data=visits noprint;
  by day;
  format day yyq6.;
  tables clinic / out=shares;
run;

* each row keeps its day;
proc rank data=visits out=ranked descending preserverawbyvalues;
  by day;
  format day monyy7.;
  var cost;
  ranks place;
run;
