data described;
  length code $6;
  input code price day :date9.;
  label price = 'Price in crowns' day = 'Day of sale';
  format code $2. price 5.0 day yymmdd10.;
  attrib rest length=4 label='What is left';
  rest = price - 1;
datalines;
abcdef 2.75 01JAN1961
xy . .
;
run;

data later;
  set described;
  shown = put(code, $2.) || put(price, 5.0);
  same = (code = 'abcdef') + (price = 2.75);
  note = vlabel(price);
run;

proc contents data=later out=about(keep=name format label) noprint;
run;
