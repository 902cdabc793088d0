# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  sas_expect_special_missing()  # .A to .Z are told from .
  # program.sas 1-8: DATA mixed
  mixed <- tribble(
    ~what, ~x,
    "zero", 0,
    "Z", sas_missing("Z"),
    "minus", -9,
    "plain", NA,
    "A", sas_missing("A"),
    "under", sas_missing("_")
  )

  # program.sas 11-12: PROC SORT
  sorted <- mixed |> sas_arrange("x")

  # program.sas 15-21: DATA compared
  compared <- sorted |>
    mutate(
      below = as.numeric(sas_compare(x, -100) < 0),
      up_to_z = as.numeric(sas_compare(x, sas_missing("Z")) <= 0),
      is_plain = as.numeric(sas_same(x, NA_real_)),
      above_plain = as.numeric(sas_compare(x, NA_real_) > 0),
      nothing = sas_is_missing(x)
    )

  list(mixed = mixed, sorted = sorted, compared = compared)
}

if (sys.nframe() == 0) sas_main(run, libraries)
