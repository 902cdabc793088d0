# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA numbers
  numbers <- tibble(x = c(1234.565, -0.5, 0.075, NA, 1234567))

  # program.sas 12-19: DATA shown
  shown <- numbers |>
    mutate(
      plain = sas_put(x, "", 8, 1),
      comma = sas_put(x, "COMMA", 12, 2),
      dollar = sas_put(x, "DOLLAR", 12),
      zeros = sas_put(x, "Z", 9, 1),
      part = if_else(is.na(x) | x < 1000, sas_cut(sas_put(x, "PERCENT", 9, 1), 9), ""),
      best = sas_put(x, "BEST", 6)
    )

  list(numbers = numbers, shown = shown)
}

if (sys.nframe() == 0) sas_main(run, libraries)
