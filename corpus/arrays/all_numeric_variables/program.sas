data raw;
  input name $ a city $ b;
datalines;
ann 1 lund .
. . oslo 4
;
run;

data tidy;
  set raw;
  array numbers{*} _numeric_;
  array texts{*} _character_;
  do i = 1 to dim(numbers);
    if missing(numbers{i}) then numbers{i} = 0;
  end;
  do i = 1 to dim(texts);
    texts{i} = upcase(texts{i});
  end;
  both = dim(numbers) + dim(texts);
  drop i;
run;
