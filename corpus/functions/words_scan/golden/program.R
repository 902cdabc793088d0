# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-5: DATA names
  names <- tibble(full = c("Berg, Ann Marie", "  Bo", "a,,b", ""))

  # program.sas 13-20: DATA words
  words <- names |>
    mutate(
      w1 = sas_cut(sas_scan(full, 1, ","), 12),
      w2 = sas_cut(sas_scan(full, 2, ", "), 12),
      back = sas_cut(sas_scan(sas_pad(full, 20), -1, ", "), 12),
      empty = sas_cut(sas_scan(sas_pad(full, 20), 2, ",", "m"), 12),
      n = sas_countw(sas_pad(full, 20), ", ")
    )

  list(names = names, words = words)
}

if (sys.nframe() == 0) sas_main(run, libraries)
