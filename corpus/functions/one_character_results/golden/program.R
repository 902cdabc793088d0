# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA texts, row by row: the step reads text with INPUT
make_texts <- function() {
  lines <- sas_lines(c(
    "abcd",
    " x",
    ""
  ))
  out_n <- 0
  out_s <- character(0)
  repeat {
    lines$start()
    if (lines$ended) break
    s <- lines$formatted_text("$CHAR", 4, length = 4)
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_s[out_n] <- s
  }
  sas_table(s = out_s)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA texts
  texts <- make_texts()

  # program.sas 10-14: DATA pieces
  pieces <- texts |>
    mutate(
      both = sas_cut(paste0("[", sas_pad(substr(s, 1, 1), 1), sas_pad(sas_char(s, 3), 1), "]"), 4),
      alone = sas_cut(substr(s, 1, 1), 1),
      is_blank = as.numeric(sas_cut(sas_char(s, 4), 1) == "")
    )

  list(texts = texts, pieces = pieces)
}

if (sys.nframe() == 0) sas_main(run, libraries)
