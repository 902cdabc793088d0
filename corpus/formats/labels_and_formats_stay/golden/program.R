# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA described, row by row (L0203): a numeric variable is shorter than 8 bytes
make_described <- function() {
  lines <- sas_lines(c(
    "abcdef 2.75 01JAN1961",
    "xy . ."
  ), first_line = 9)
  out_n <- 0
  out_code <- character(0)
  out_price <- out_day <- out_rest <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    code <- lines$text(length = 6)
    price <- lines$number(name = "price")
    day <- lines$number(informat = "DATE", width = 9, name = "day")
    lines$finish()
    if (lines$ended) break
    rest <- price - 1
    out_n <- out_n + 1
    out_code[out_n] <- code
    out_price[out_n] <- price
    out_day[out_n] <- day
    out_rest[out_n] <- rest
  }
  sas_table(
    code = out_code, price = out_price, day = out_day,
    rest = sas_shorten(sas_shorten(out_rest, 4), 4)
  )
}

# DATA later, row by row (L0203): a function needs the run's surroundings (VLABEL)
make_later <- function(described) {
  code <- described$code
  price <- described$price
  day <- described$day
  rest <- described$rest
  out_shown <- out_note <- character(nrow(described))
  out_same <- numeric(nrow(described))
  for (i in seq_len(nrow(described))) {
    shown <- paste0(sas_put(code[i], "$", 2), sas_put(price[i], "", 5, 0))
    same <- as.numeric(code[i] == "abcdef") + as.numeric(!is.na(price[i]) && price[i] == 2.75)
    note <- sas_cut("Price in crowns", 200)
    out_shown[i] <- shown
    out_same[i] <- same
    out_note[i] <- note
  }
  sas_table(
    code = code, price = price, day = day, rest = sas_shorten(sas_shorten(rest, 4), 4),
    shown = out_shown, same = out_same, note = out_note
  )
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-8: DATA described
  described <- make_described()

  # program.sas 14-18: DATA later
  later <- make_later(described)

  # program.sas 21: PROC CONTENTS
  about <- sas_contents_table(
    "WORK",
    "LATER",
    "",
    list(
      c("code", "Char", "6", "$2.", "", ""),
      c("price", "Num", "8", "5.0", "", "Price in crowns"),
      c("day", "Num", "8", "YYMMDD10.", "", "Day of sale"),
      c("rest", "Num", "4", "", "", "What is left"),
      c("shown", "Char", "7", "", "", ""),
      c("same", "Num", "8", "", "", ""),
      c("note", "Char", "200", "", "", "")
    ),
    nrow(later)
  ) |>
    select(NAME, LABEL, FORMAT)

  list(described = described, later = later, about = about)
}

if (sys.nframe() == 0) sas_main(run, libraries)
