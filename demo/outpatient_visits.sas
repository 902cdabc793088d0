/*---------------------------------------------------------------------------
  OUTPATIENT_VISITS

  Outpatient visits by insurance plan and self-rated health, from the person
  years of the RAND Health Insurance Experiment.

  Input:   rand.randhie       one row a person year
  Output:  plan_report        one row a plan and state of health
---------------------------------------------------------------------------*/
libname rand "data/rand";
options nodate nonumber;

%let frequent = 10;

title 'RAND Health Insurance Experiment';

proc format;
  value health 0 = 'Excellent'
               1 = 'Good'
               2 = 'Fair'
               3 = 'Poor';
  value visits 0       = 'None'
               1 - 4   = '1 to 4'
               5 - 9   = '5 to 9'
               10 - high = '10 or more';
  value $plan 'FREE' = 'Free care'
              'DEDU' = 'Individual deductible'
              other  = 'Coinsurance';
run;

* One record a person year, with the plan in words;
data people;
  set rand.randhie;
  length plan $ 4;
  coinsurance = round(exp(lncoins) - 1, 1);
  if idp = 1 then plan = 'DEDU';
  else if coinsurance = 0 then plan = 'FREE';
  else plan = 'COIN';

  /* The three indicators exclude each other; none set means excellent */
  if hlthp = 1 then health = 3;
  else if hlthf = 1 then health = 2;
  else if hlthg = 1 then health = 1;
  else health = 0;

  chronic = (disea > 10);
  if missing(physlm) then delete;
  label mdvis   = 'Outpatient visits'
        chronic = 'More than ten chronic conditions';
  format health health. mdvis visits.;
  keep plan coinsurance health mdvis disea chronic;
run;

proc sort data=people out=sorted;
  by plan health descending mdvis;
run;

* Totals of each plan and state of health. The first row of a group is its heaviest user;
data totals;
  set sorted;
  by plan health;
  retain heaviest;
  if first.health then do;
    people   = 0;
    visits   = 0;
    frequent = 0;
    heaviest = mdvis;
  end;
  people + 1;
  visits + mdvis;
  if mdvis >= &frequent then frequent + 1;
  if last.health then do;
    share = round(100 * frequent / people, 0.1);
    output;
  end;
  keep plan health people visits frequent share heaviest;
run;

proc means data=people nway noprint;
  class plan;
  var mdvis disea;
  output out=plan_means (drop=_type_ _freq_)
         mean(mdvis)=mean_visits max(mdvis)=most_visits std(disea)=disea_spread;
run;

* The plan's mean beside each group;
data plan_report;
  merge totals (in=counted) plan_means (in=known);
  by plan;
  if counted and known;
  group_mean = visits / people;
  above = group_mean > mean_visits;
  format share 6.1 group_mean mean_visits 8.3 plan $plan.;
run;

%macro crosstab(data=, rows=, columns=mdvis);
  title2 "&rows by &columns";
  proc freq data=&data;
    tables &rows * &columns / out=&rows._counts;
  run;
%mend crosstab;

%crosstab(data=people, rows=plan)
%crosstab(data=people, rows=health, columns=chronic)

title2 'Groups above the mean of their plan';
proc print data=plan_report noobs;
  where above = 1;
  var plan health people visits share group_mean mean_visits;
run;
