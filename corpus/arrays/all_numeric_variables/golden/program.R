# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA raw
  raw <- tribble(
    ~name, ~a, ~city, ~b,
    "ann", 1, "lund", NA,
    "", NA, "oslo", 4
  )

  # program.sas 9-20: DATA tidy
  numbers <- c("a", "b")
  texts <- c("name", "city")
  tidy <- raw |>
    mutate(
      across(all_of(numbers), ~ if_else(is.na(.x), 0, .x)),
      across(all_of(texts), ~ toupper(.x)),
      both = 2 + 2
    )

  list(raw = raw, tidy = tidy)
}

if (sys.nframe() == 0) sas_main(run, libraries)
