# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA texts
  texts <- tibble(s = c("abcd", " x", ""))

  # program.sas 10-14: DATA pieces
  pieces <- texts |>
    mutate(
      both = paste0("[", sas_pad(substr(s, 1, 1), 1), sas_pad(sas_char(s, 3), 1), "]"),
      alone = sas_cut(substr(s, 1, 1), 1),
      is_blank = as.numeric(sas_cut(sas_char(s, 4), 1) == "")
    )

  list(texts = texts, pieces = pieces)
}

if (sys.nframe() == 0) sas_main(run, libraries)
