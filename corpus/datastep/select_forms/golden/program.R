# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA codes, row by row: the step reads text with INPUT
make_codes <- function() {
  lines <- sas_lines(c(
    "a 1",
    "b 2",
    "c .",
    "d 9"
  ))
  out_n_2 <- 0
  out_code <- character(0)
  out_n <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    code <- lines$text(length = 8)
    n <- lines$number(name = "n")
    lines$finish()
    if (lines$ended) break
    out_n_2 <- out_n_2 + 1
    out_code[out_n_2] <- code
    out_n[out_n_2] <- n
  }
  sas_table(code = out_code, n = out_n)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA codes
  codes <- make_codes()

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
