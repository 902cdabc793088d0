data prices;
  length s1 s2 $ 3;
  input rate p1-p5 s1 $ s2 $;
datalines;
2 1 . 3 4 5 ab .
. 1 1 1 1 1 . c
;
run;

data priced;
  set prices;
  array p{5};
  array cost{5};
  array s{2} s1 s2;
  array label{2} $ 4;
  dear = 0;
  /* One column of costs for each price */
  do i = 1 to dim(p);
    cost{i} = p{i} * rate;
    if cost{i} >= 6 then dear + 1;
  end;
  do j = 5 to 2 by -1;
    if p{j} = . then p{j} = p{j - 1};
    else if p{j} = 5 then do;
      p{j} = -1;
      rate = 0;
    end;
  end;
  do i = 1 to 2;
    if s{i} = ' ' then label{i} = 'none';
    else label{i} = upcase(s{i});
  end;
run;
