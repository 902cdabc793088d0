# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA codes
  codes <- tribble(
    ~code, ~n,
    "a", 1,
    "b", 2,
    "c", NA,
    "d", 9
  )

  # program.sas 11-26: DATA kinds
  kinds <- codes |>
    mutate(
      when_code = code == "a" | code == "b",
      code_is_c = code == "c",
      kind = case_when(when_code ~ "letter", code_is_c ~ "empty", TRUE ~ ""),
      n = case_when(when_code ~ n, code_is_c ~ 0, TRUE ~ n),
      size = case_when(n == 0 ~ 0, is.na(n) | n < 2 ~ 1, TRUE ~ 2),
      when_code = NULL,
      code_is_c = NULL
    )

  list(codes = codes, kinds = kinds)
}

if (sys.nframe() == 0) sas_main(run, libraries)
