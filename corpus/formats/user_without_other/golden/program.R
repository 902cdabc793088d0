# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Format YESNO: 0 No; 1 Yes
yesno <- function(x, width = 3) {
  x <- sas_snap(x, c(0, 1))
  case_when(x == 0 ~ "No", x == 1 ~ "Yes", TRUE ~ sas_put(x, "BEST", width))
}

# Format $SHORT: 'a' Alpha
short <- function(x, width = 5) {
  labels <- c(a = "Alpha")
  coalesce(unname(labels[x]), sas_cut(x, width))
}

# DATA shown, row by row: the step reads text with INPUT
make_shown <- function() {
  lines <- sas_lines(c(
    "1 a",
    "0 b",
    "7 longword",
    ". ."
  ))
  out_n_2 <- 0
  out_n <- numeric(0)
  out_t <- out_answer <- out_name <- out_wide <- character(0)
  repeat {
    lines$start()
    if (lines$ended) break
    n <- lines$number(name = "n")
    t <- lines$text(length = 8)
    lines$finish()
    if (lines$ended) break
    answer <- sas_cut(yesno(n), 3)
    name <- sas_cut(short(t), 5)
    wide <- sas_cut(sas_cut(yesno(n, 5), 5), 5)
    out_n_2 <- out_n_2 + 1
    out_n[out_n_2] <- n
    out_t[out_n_2] <- t
    out_answer[out_n_2] <- answer
    out_name[out_n_2] <- name
    out_wide[out_n_2] <- wide
  }
  sas_table(n = out_n, t = out_t, answer = out_answer, name = out_name, wide = out_wide)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: PROC FORMAT
  # Defined above: yesno, short

  # program.sas 6-11: DATA shown
  shown <- make_shown()

  list(shown = shown)
}

if (sys.nframe() == 0) sas_main(run, libraries)
