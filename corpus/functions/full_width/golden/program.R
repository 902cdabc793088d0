# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA words, row by row (L0203): OUTPUT stands in a step that reads nothing, outside of a counted loop
make_words <- function() {
  out_n <- 0
  out_a <- out_b <- character(0)
  a <- sas_cut(sas_repeat("x", 139), 150)
  b <- sas_cut(sas_repeat("y", 99), 150)
  out_n <- out_n + 1
  out_a[out_n] <- a
  out_b[out_n] <- b
  a <- "p"
  b <- ""
  out_n <- out_n + 1
  out_a[out_n] <- a
  out_b[out_n] <- b
  sas_table(a = out_a, b = out_b)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 2-9: DATA words
  # Results that fill their variable, and results that are longer
  words <- make_words()

  # program.sas 12-19: DATA joined
  joined <- words |>
    mutate(
      whole = sas_lengthn(sas_catx(",", a, b)),
      cut = sas_cut(sas_catx(",", a, b), 200),
      n_cut = sas_lengthn(cut),
      level = paste0("N", sas_put(n_cut, "Z", 3)),
      gone = paste0(trimws(sas_put(n_cut, "", 6), whitespace = " "), "!")
    ) |>
    select(whole, n_cut, level, gone)

  # program.sas 22: OPTIONS MISSING=
  sas_show_missing(" ")

  # program.sas 25-32: DATA shown
  # A missing number is blanks here: nothing of them is kept, and something of what stands before them
  shown <- tibble(m = NA_real_) |>
    mutate(
      alone = sas_cut(sas_put(m, "", 4), 4),
      n_alone = sas_lengthn(alone),
      mixed = sas_cut(paste0("x", sas_put(m, "", 4)), 5),
      n_mixed = sas_lengthn(mixed),
      blank = as.numeric(sas_cut(sas_put(m, "", 4), 4) == "")
    ) |>
    select(m, n_alone, n_mixed, blank)

  list(words = words, joined = joined, shown = shown)
}

if (sys.nframe() == 0) sas_main(run, libraries)
