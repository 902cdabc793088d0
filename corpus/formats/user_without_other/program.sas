proc format;
  value yesno 0 = 'No' 1 = 'Yes';
  value $short 'a' = 'Alpha';
run;

data shown;
  input n t $;
  answer = put(n, yesno.);
  name = put(t, $short.);
  wide = put(n, yesno5.);
datalines;
1 a
0 b
7 longword
. .
;
run;
