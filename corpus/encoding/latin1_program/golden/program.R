# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA löner, row by row: the step reads text with INPUT
make_löner <- function() {
  lines <- sas_lines(c(
    "män 100",
    "kvinnor 110",
    "övriga ."
  ))
  out_n <- 0
  out_kön <- out_grupp <- out_text <- character(0)
  out_lön <- numeric(0)
  repeat {
    grupp <- ""
    lines$start()
    if (lines$ended) break
    kön <- lines$text(length = 8)
    lön <- lines$number(name = "lön")
    lines$finish()
    if (lines$ended) break
    if (kön == "män") {
      grupp <- "M"
    } else if (kön == "kvinnor") {
      grupp <- "K"
    }
    text <- sas_cut(paste0("Årslön: ", sas_put(lön * 12, "", 6)), 14)
    out_n <- out_n + 1
    out_kön[out_n] <- kön
    out_lön[out_n] <- lön
    out_grupp[out_n] <- grupp
    out_text[out_n] <- text
  }
  sas_table(kön = out_kön, lön = out_lön, grupp = out_grupp, text = out_text)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 2-7: DATA löner
  # Löner per kön
  löner <- make_löner()

  list(löner = löner)
}

if (sys.nframe() == 0) sas_main(run, libraries)
