# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-4: DATA wide
  wide <- tribble(
    ~id, ~jan, ~feb,
    1, 10, NA,
    2, NA, 20
  )

  # program.sas 10-12: PROC TRANSPOSE
  long <- wide |>
    sas_sorted("id", "WORK.WIDE") |>
    sas_transpose(
      c("jan", "feb"),
      by = "id",
      labels = list(jan = "January"),
      label = "_LABEL_",
      rename = list(col1 = "amount")
    )

  # program.sas 15: PROC TRANSPOSE
  all <- wide |>
    sas_transpose(c("id", "jan", "feb"), name = "what", labels = list(jan = "January"), label = "_LABEL_")

  list(wide = wide, long = long, all = all)
}

if (sys.nframe() == 0) sas_main(run, libraries)
