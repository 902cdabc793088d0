# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

sold_lines <- c(
  "A   12",
  "T hello",
  "X ignore",
  "A    ."
)

# DATA sold, row by row (L0203): IF executes other statements than assignments
make_sold <- function() {
  lines <- sas_lines(sold_lines, first_line = 7)
  out_n <- 0
  out_type <- out_text <- character(0)
  out_amount <- numeric(0)
  repeat {
    amount <- NA_real_
    text <- ""
    lines$new_row()
    lines$start()
    if (lines$ended) break
    type <- lines$columns_text(1, 1, length = 1)
    lines$finish("@")
    if (lines$ended) break
    if (type == "A") {
      lines$start()
      if (lines$ended) break
      lines$move_to(3)
      amount <- lines$formatted("", 4, name = "amount")
      lines$finish()
      if (lines$ended) break
    } else if (type == "T") {
      lines$start()
      if (lines$ended) break
      lines$move_to(3)
      text <- lines$formatted_text("$", 8, length = 8)
      lines$finish()
      if (lines$ended) break
    } else {
      next
    }
    out_n <- out_n + 1
    out_type[out_n] <- type
    out_amount[out_n] <- amount
    out_text[out_n] <- text
  }
  sas_table(type = out_type, amount = out_amount, text = out_text)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-6: DATA sold
  sold <- make_sold()

  # program.sas 14-16: DATA pairs
  pairs <- tribble(
    ~k, ~v,
    "a", 1,
    "b", 2,
    "c", NA,
    "d", 4
  )

  list(sold = sold, pairs = pairs)
}

if (sys.nframe() == 0) sas_main(run, libraries)
