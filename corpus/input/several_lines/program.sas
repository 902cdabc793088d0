data cards;
  input name $ / street $ 1-12 #3 zip city $;
datalines;
Ann
Elm road 3
22100 Lund
Bo
Oak street 9
. Oslo
;
run;
