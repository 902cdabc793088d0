data codes;
  input code $;
datalines;
AB-123
XY
Q-9-77
;
run;

data masked;
  set codes;
  prefix = substr(code, 1, 2);
  rest = substr(code, 4);
  substr(code, 1, 1) = '#';
  if substr(code, 3, 1) = '-' then substr(code, 4, 3) = '***';
run;
