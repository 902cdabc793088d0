# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 2-7: DATA löner
  # Löner per kön
  löner <- tribble(
    ~kön, ~lön,
    "män", 100,
    "kvinnor", 110,
    "övriga", NA
  ) |>
    mutate(
      grupp = case_when(kön == "män" ~ "M", kön == "kvinnor" ~ "K", TRUE ~ ""),
      text = paste0("Årslön: ", sas_put(lön * 12, "", 6))
    )

  list(löner = löner)
}

if (sys.nframe() == 0) sas_main(run, libraries)
