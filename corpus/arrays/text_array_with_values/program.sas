data days;
  array name{3} $ 4 ('Mon' 'Tuesday' ' ');
  do day = 1 to 3;
    text = name{day};
    if text = ' ' then name{day} = 'none';
    output;
  end;
run;
