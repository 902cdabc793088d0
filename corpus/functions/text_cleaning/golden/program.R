# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-4: DATA raw
  raw <- tibble(s = c(" anna  berg", "46-70 12 34", "aXbXc"))

  # program.sas 11-22: DATA clean
  clean <- raw |>
    mutate(
      up = toupper(s),
      proper = sas_propcase(trimws(s, whitespace = " ")),
      digits = sas_cut(sas_compress(s, "", "kd"), 12),
      nox = sas_cut(sas_compress(s, "X "), 12),
      single = gsub(" +", " ", s),
      swapped = sas_cut(sas_tranwrd(s, "X", "--"), 12),
      letters = sas_cut(sas_translate(sas_pad(s, 12), "zy", "ab"), 12),
      back = sas_cut(sas_reverse(trimws(s, whitespace = " ")), 12),
      n = sas_lengthn(sas_compress(s, "", "d"))
    )

  list(raw = raw, clean = clean)
}

if (sys.nframe() == 0) sas_main(run, libraries)
