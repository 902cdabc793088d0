# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA found, row by row (L0203): a variable is retained from row to row (re)
make_found <- function(lines) {
  text <- lines$text
  re <- NA_real_  # kept from row to row
  out_year <- out_hidden <- character(nrow(lines))
  out_at <- out_word <- numeric(nrow(lines))
  for (i in seq_len(nrow(lines))) {
    year <- ""
    if (i == 1) {
      re <- sas_prxparse("/(\\d{4})-(\\d{2})-(\\d{2})/")
    }
    at <- sas_prxmatch(re, sas_pad(text[i], 24))
    if (!is.na(at) && at != 0) {
      year <- sas_cut(sas_prxposn(re, 1, sas_pad(text[i], 24)), 4)
    }
    hidden <- sas_cut(sas_prxchange("s/\\d/#/", -1, sas_pad(text[i], 24)), 24)
    word <- sas_prxmatch("/\\bdate\\b/i", sas_pad(text[i], 24))
    out_year[i] <- year
    out_hidden[i] <- hidden
    out_at[i] <- at
    out_word[i] <- word
  }
  sas_table(text = text, year = out_year, hidden = out_hidden, at = out_at, word = out_word)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-4: DATA lines
  lines <- tibble(text = c("born 1990-05-17 in Lund", "no date", "2001-1-1"))

  # program.sas 11-20: DATA found
  sas_forget_patterns()
  found <- make_found(lines)

  list(lines = lines, found = found)
}

if (sys.nframe() == 0) sas_main(run, libraries)
