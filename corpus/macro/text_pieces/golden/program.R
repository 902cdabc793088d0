# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# One note below.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 15-23: DATA summed
  # NOTE N0110: %plus is expanded here: its text is pieces of statements.
  summed <- tibble(a = 1, b = 20, c = 300) |>
    mutate(
      total = a + b + c,
      picked = b,
      resolved = "n=3",
      literal = "n=&n",
      up = "ABC"
    )

  list(summed = summed)
}

if (sys.nframe() == 0) sas_main(run, libraries)
