data kept;
  do i = 1 to 6;
    if i = 2 then continue;
    if i = 5 then leave;
    output;
  end;
  last = i;
  output;
run;
