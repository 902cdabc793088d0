proc format;
  value $ort 'gbg' = 'Göteborg' 'mal' = 'Malmö' other = 'övrigt';
run;

data orter;
  length namn $12;
  input namn kod $;
  ort = put(kod, $ort.);
  versal = upcase(namn);
  första = substr(namn, 1, 1);
datalines;
Öberg gbg
Zorn mal
Ängström sth
Åkesson mal
;
run;

proc sort data=orter out=ordnad;
  by namn;
run;
