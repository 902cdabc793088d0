# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# 5 notes below.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA sales, row by row: the step reads nothing: its statements are executed once
make_sales <- function() {
  out_n <- 0
  out_region <- out_item <- out_amount <- numeric(0)
  item <- amount <- NA_real_
  for (region in sas_seq(1, 3)) {
    for (item in sas_seq(1, 4)) {
      amount <- item * 10 + region
      out_n <- out_n + 1
      out_region[out_n] <- region
      out_item[out_n] <- item
      out_amount[out_n] <- amount
    }
  }
  sas_table(region = out_region, item = out_item, amount = out_amount)
}

# saslift failed on this step: NameError: name '_data_step' is not defined (program.py:105) (H0900)
#
# sales: region (number), item (number), amount (number)
# Returns dear: columns that are not known here
#
# proc sort data=sales out=dear(where=(item > 2) drop=item rename=(amount=price));
#   by descending region;
hole_2 <- function(sales) {
  not_translated(
    "H0900", "saslift failed on this step: NameError: name '_data_step' is not defined (program.py:105)"
  )
}

# saslift failed on this step: NameError: name '_data_step' is not defined (program.py:105) (H0900)
#
# sales: region (number), item (number), amount (number)
# Returns totals: columns that are not known here
#
# proc means data=sales noprint;
#   class region;
#   var amount;
#   output out=totals(drop=_type_ _freq_ where=(_type_ = 1)) sum=total;
hole_3 <- function(sales) {
  not_translated(
    "H0900", "saslift failed on this step: NameError: name '_data_step' is not defined (program.py:105)"
  )
}

# saslift failed on this step: NameError: name '_data_step' is not defined (program.py:105) (H0900)
#
# sales: region (number), item (number), amount (number)
# Returns counts: columns that are not known here
#
# proc freq data=sales noprint;
#   tables region * item / out=counts(keep=region item count where=(region > 2));
hole_4 <- function(sales) {
  not_translated(
    "H0900", "saslift failed on this step: NameError: name '_data_step' is not defined (program.py:105)"
  )
}

# saslift failed on this step: NameError: name '_data_step' is not defined (program.py:105) (H0900)
#
# sales: region (number), item (number), amount (number)
# Returns wide: columns that are not known here
#
# proc transpose data=sales out=wide(where=(region ne 2) drop=_name_) prefix=item;
#   by region;
#   id item;
#   var amount;
hole_5 <- function(sales) {
  not_translated(
    "H0900", "saslift failed on this step: NameError: name '_data_step' is not defined (program.py:105)"
  )
}

# saslift failed on this step: NameError: name '_data_step' is not defined (program.py:105) (H0900)
#
# sales: region (number), item (number), amount (number)
# Returns firsts: columns that are not known here
#
# proc sort data=sales out=firsts nodupkey dupout=others(where=(item = 2));
#   by region;
hole_6 <- function(sales) {
  not_translated(
    "H0900", "saslift failed on this step: NameError: name '_data_step' is not defined (program.py:105)"
  )
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 2-8: DATA sales
  # Rows of a group are chosen after the statistics are made
  sales <- make_sales()

  # program.sas 11-12: PROC SORT
  # HOLE H0900: saslift failed on this step: NameError: name '_data_step' is not defined (program.py:105)
  dear <- hole_2(sales)

  # program.sas 15-18: PROC MEANS
  # HOLE H0900: saslift failed on this step: NameError: name '_data_step' is not defined (program.py:105)
  totals <- hole_3(sales)

  # program.sas 21-22: PROC FREQ
  # HOLE H0900: saslift failed on this step: NameError: name '_data_step' is not defined (program.py:105)
  counts <- hole_4(sales)

  # program.sas 25-28: PROC TRANSPOSE
  # HOLE H0900: saslift failed on this step: NameError: name '_data_step' is not defined (program.py:105)
  wide <- hole_5(sales)

  # program.sas 31-32: PROC SORT
  # HOLE H0900: saslift failed on this step: NameError: name '_data_step' is not defined (program.py:105)
  firsts <- hole_6(sales)

  list(sales = sales, dear = dear, totals = totals, counts = counts, wide = wide, firsts = firsts)
}

if (sys.nframe() == 0) sas_main(run, libraries)
