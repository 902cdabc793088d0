# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-6: DATA codes
  codes <- tibble(.rows = 1) |>
    mutate(
      c = sas_cut(sas_byte(0), 4),
      hex = sas_cut(sas_put(sas_pad(c, 4), "$HEX", 4), 4),
      code = sas_rank(c)
    ) |>
    select(hex, code)

  list(codes = codes)
}

if (sys.nframe() == 0) sas_main(run, libraries)
