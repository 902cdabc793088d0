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
  texts <- tribble(
    ~id, ~when,
    1, "2024-02-29",
    2, "1960-01-01",
    3, ""
  )

  # program.sas 10-22: DATA shown
  shown <- texts |>
    mutate(
      day = sas_input(when, "YYMMDD", 10),
      d9 = sas_put(day, "DATE", 9),
      dmy = sas_put(day, "DDMMYY", 10),
      iso = sas_put(day, "YYMMDD", 10),
      month = sas_put(day, "MONYY", 7),
      word = sas_put(day, "WEEKDATE", 17),
      stamp = sas_cut(sas_put(sas_dhms(day, 13, 5, 9), "DATETIME", 20), 20),
      clock = sas_put(sas_hms(13, 5, 9), "TIME", 8),
      old = sas_input("010126", "DDMMYY", 6),
      new = sas_input("010125", "DDMMYY", 6)
    ) |>
    select(id, day, d9, dmy, iso, month, word, stamp, clock, old, new)

  list(texts = texts, shown = shown)
}

if (sys.nframe() == 0) sas_main(run, libraries)
