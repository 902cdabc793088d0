* The index of a counted loop goes on to the first value not used, a list leaves its last value;
data turns;
  do k = 10 to 1 by -4;
    output;
  end;
  do c = 'a', 'b';
    output;
  end;
run;
