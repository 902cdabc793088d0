data lines;
  infile datalines truncover;
  input text $char24.;
datalines;
born 1990-05-17 in Lund
no date
2001-1-1
;
run;

data found;
  set lines;
  length year $4 hidden $24;
  retain re;
  if _n_ = 1 then re = prxparse('/(\d{4})-(\d{2})-(\d{2})/');
  at = prxmatch(re, text);
  if at then year = prxposn(re, 1, text);
  hidden = prxchange('s/\d/#/', -1, text);
  word = prxmatch('/\bdate\b/i', text);
  drop re;
run;
