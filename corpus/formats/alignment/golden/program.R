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
  numbers <- tribble(
    ~x, ~name,
    1.5, "ab",
    -20, "abcdefgh",
    NA, ""
  )

  # program.sas 10-15: DATA aligned
  aligned <- numbers |>
    mutate(
      plain = paste0("[", sas_put(x, "", 8, 1), "]"),
      left = paste0("[", sas_align(sas_put(x, "", 8, 1), "L", 8), "]"),
      short = sas_cut(paste0("x", sas_align(sas_put(x, "BEST", 4), "L", 4)), 5),
      right = paste0("[", sas_align(sas_put(name, "$", 8), "R", 8), "]")
    )

  list(numbers = numbers, aligned = aligned)
}

if (sys.nframe() == 0) sas_main(run, libraries)
