# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA wide
  wide <- tribble(
    ~id, ~jan, ~feb, ~mar,
    1, 10, NA, 30,
    1, NA, 20, NA,
    2, NA, NA, NA
  )

  # program.sas 10-17: DATA long
  m <- c("jan", "feb", "mar")
  long <- wide |>
    expand_grid(month = c(1, 2, 3)) |>
    mutate(amount = sas_pick(across(all_of(m)), month)) |>
    filter(!is.na(amount)) |>
    select(id, month, amount)

  list(wide = wide, long = long)
}

if (sys.nframe() == 0) sas_main(run, libraries)
