data raw;
  infile datalines truncover;
  input s $char12. k $;
datalines;
46-70 12 34 46-70
ab  cd      ab
;
run;

data tested;
  set raw;
  equal = (substr(s, 1, 6) = '46-70');
  among = (substr(s, 1, 6) in ('46-70', 'zz'));
  same = (k = substr(s, 1, 6));
  nothing = missing(compress(s, '-ab0123456789cd'));
  len = length(substr(s, 1, 6));
  len_n = lengthn(substr(s, 1, 4));
  cleared = lengthn(translate(s, ' ', 'cd'));
  select (substr(s, 1, 6));
    when ('46-70') picked = 1;
    otherwise picked = 2;
  end;
  joined = substr(s, 1, 6) || '!';
  drop s k;
run;
