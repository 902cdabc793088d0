# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-8: DATA a
  a <- tibble(s = "ab") |>
    mutate(
      h = sas_cut(sas_put(sas_pad(s, 3), "$HEX", 6), 6),
      o = sas_cut(sas_put(sas_pad(s, 3), "$OCTAL", 9), 9),
      cut = sas_cut(sas_put(sas_pad(s, 3), "$OCTAL", 4), 4),
      u = sas_cut(sas_put("abc", "$UPCASE", 3), 3),
      wide = sas_cut(sas_put("AB", "$HEX", 6), 6)
    )

  list(a = a)
}

if (sys.nframe() == 0) sas_main(run, libraries)
