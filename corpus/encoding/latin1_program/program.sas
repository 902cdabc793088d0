/* Löner per kön */
data löner;
  input kön $ lön;
  if kön = 'män' then grupp = 'M';
  else if kön = 'kvinnor' then grupp = 'K';
  text = 'Årslön: ' || put(lön * 12, 6.);
datalines;
män 100
kvinnor 110
övriga .
;
run;
