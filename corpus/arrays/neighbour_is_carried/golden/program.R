# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA panel
  panel <- tribble(
    ~m1, ~m2, ~m3, ~m4,
    1, NA, NA_real_, 4,
    NA, 2, NA_real_, NA,
    NA, NA, NA_real_, NA
  )

  # program.sas 10-15: DATA filled
  m <- c("m1", "m2", "m3", "m4")
  filled <- panel
  for (i_ in 2:4) {
    filled <- filled |>
      mutate("{m[i_]}" := if_else(is.na(.data[[m[i_]]]), .data[[m[i_ - 1]]], .data[[m[i_]]]))
  }
  filled <- filled |> mutate(i = 5)

  list(panel = panel, filled = filled)
}

if (sys.nframe() == 0) sas_main(run, libraries)
