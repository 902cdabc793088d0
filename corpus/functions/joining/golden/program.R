# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-4: DATA parts
  parts <- tribble(
    ~a, ~b, ~n,
    "x", "y", 1,
    "", "z", NA,
    "p q", "", 2.5,
    "", "", NA
  )

  # program.sas 12-19: DATA joined
  joined <- parts |>
    mutate(
      cx = sas_cut(sas_catx("-", a, b, n), 20),
      cs = sas_cut(sas_cats(a, b), 20),
      bars = paste0(sas_pad(a, 6), sas_pad(b, 6), "!"),
      trimmed = paste0(sas_trim(a), sas_pad(b, 6), "!"),
      stripped = paste0(trimws(a, whitespace = " "), "|")
    )

  list(parts = parts, joined = joined)
}

if (sys.nframe() == 0) sas_main(run, libraries)
