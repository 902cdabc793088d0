* Rows of a group are chosen after the statistics are made;
data sales;
  do region = 1 to 3;
    do item = 1 to 4;
      amount = item * 10 + region;
      output;
    end;
  end;
run;

proc sort data=sales out=dear(where=(item > 2) drop=item rename=(amount=price));
  by descending region;
run;

proc means data=sales noprint;
  class region;
  var amount;
  output out=totals(drop=_type_ _freq_ where=(_type_ = 1)) sum=total;
run;

proc freq data=sales noprint;
  tables region * item / out=counts(keep=region item count where=(region > 2));
run;

proc transpose data=sales out=wide(where=(region ne 2) drop=_name_) prefix=item;
  by region;
  id item;
  var amount;
run;

proc sort data=sales out=firsts nodupkey dupout=others(where=(item = 2));
  by region;
run;
