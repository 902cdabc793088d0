# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA texts, row by row: the step reads text with INPUT
make_texts <- function() {
  lines <- sas_lines(c(
    "1 2024-02-29",
    "2 1960-01-01",
    "3 ."
  ))
  out_n <- 0
  out_id <- numeric(0)
  out_when <- character(0)
  repeat {
    lines$start()
    if (lines$ended) break
    id <- lines$number(name = "id")
    when <- lines$formatted_text("$", 10, length = 10)
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_id[out_n] <- id
    out_when[out_n] <- when
  }
  sas_table(id = out_id, when = out_when)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA texts
  texts <- make_texts()

  # program.sas 10-22: DATA shown
  shown <- texts |>
    mutate(
      day = sas_input(when, "YYMMDD", 10),
      d9 = sas_cut(sas_put(day, "DATE", 9), 9),
      dmy = sas_cut(sas_put(day, "DDMMYY", 10), 10),
      iso = sas_cut(sas_put(day, "YYMMDD", 10), 10),
      month = sas_cut(sas_put(day, "MONYY", 7), 7),
      word = sas_cut(sas_put(day, "WEEKDATE", 17), 17),
      stamp = sas_cut(sas_put(sas_dhms(day, 13, 5, 9), "DATETIME", 20), 20),
      clock = sas_cut(sas_put(sas_hms(13, 5, 9), "TIME", 8), 8),
      old = sas_input("010126", "DDMMYY", 6),
      new = sas_input("010125", "DDMMYY", 6)
    ) |>
    select(id, day, d9, dmy, iso, month, word, stamp, clock, old, new)

  list(texts = texts, shown = shown)
}

if (sys.nframe() == 0) sas_main(run, libraries)
