# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA parts, row by row: the step reads text with INPUT
make_parts <- function() {
  lines <- sas_lines(c(
    "A 1   nut M8    1250  12",
    "B2    bolt      3.5  100",
    "C3                     ."
  ))
  out_n <- 0
  out_code <- out_name <- character(0)
  out_price <- out_stock <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    code <- lines$columns_text(1, 5, length = 5)
    name <- lines$columns_text(7, 14, length = 8)
    lines$move_to(16)
    price <- lines$formatted("", 5, 2, name = "price")
    lines$move_by(1)
    stock <- lines$formatted("", 3, name = "stock")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_code[out_n] <- code
    out_name[out_n] <- name
    out_price[out_n] <- price
    out_stock[out_n] <- stock
  }
  sas_table(code = out_code, name = out_name, price = out_price, stock = out_stock)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA parts
  parts <- make_parts()

  list(parts = parts)
}

if (sys.nframe() == 0) sas_main(run, libraries)
