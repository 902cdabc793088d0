# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-4: DATA texts
  texts <- tibble(s = c("Banana", "an", " nan", "12a4"))

  # program.sas 12-20: DATA found
  found <- texts |>
    mutate(
      at = sas_index(s, "an"),
      any = sas_indexc(s, "xn"),
      nocase = sas_find(sas_pad(s, 8), "AN", "i"),
      later = sas_find(sas_pad(s, 8), "an", 3),
      nondigit = sas_verify(sas_pad(s, 8), "0123456789"),
      len = sas_length(s),
      blank = sas_index(sas_pad(s, 8), " ")
    )

  list(texts = texts, found = found)
}

if (sys.nframe() == 0) sas_main(run, libraries)
