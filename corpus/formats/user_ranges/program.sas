proc format;
  value agegrp
    low -< 18 = 'Child'
    18 - 64 = 'Adult'
    65 - high = 'Senior'
    . = 'Unknown'
    other = '?';
  value $area 'NY', 'NJ' = 'East' 'CA' = 'West' ' ' = 'blank' other = 'Else';
run;

data people;
  input age state $;
datalines;
17.5 NY
18 CA
64 nj
64.5 .
65 NJ
. TX
-1 CA
;
run;

data grouped;
  set people;
  group = put(age, agegrp.);
  area = put(state, $area.);
  adult = (put(age, agegrp.) = 'Adult');
run;
