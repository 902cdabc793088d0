data codes;
  input code $ n;
datalines;
a 1
b 2
c .
d 9
;
run;

data kinds;
  set codes;
  length kind $6;
  select (code);
    when ('a', 'b') kind = 'letter';
    when ('c') do;
      kind = 'empty';
      n = 0;
    end;
    otherwise;
  end;
  select;
    when (n = 0) size = 0;
    when (n < 2) size = 1;
    otherwise size = 2;
  end;
run;
