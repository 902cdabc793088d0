data people;
  input id name & :$20. born :date9. pay :comma8.;
  format born date9.;
datalines;
1 Ann Marie  03JAN1990 1,250
2 Bo  . .
3 Charles de Gaulle  29FEB2000 12
;
run;
