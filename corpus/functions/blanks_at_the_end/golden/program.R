# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# DATA raw, row by row: the step reads text with INPUT
make_raw <- function() {
  lines <- sas_lines(c(
    "46-70 12 34 46-70",
    "ab  cd      ab"
  ), truncover = TRUE)
  out_n <- 0
  out_s <- out_k <- character(0)
  repeat {
    lines$start()
    if (lines$ended) break
    s <- lines$formatted_text("$CHAR", 12, length = 12)
    k <- lines$text(length = 8)
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_s[out_n] <- s
    out_k[out_n] <- k
  }
  sas_table(s = out_s, k = out_k)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-4: DATA raw
  raw <- make_raw()

  # program.sas 10-24: DATA tested
  tested <- raw |>
    mutate(
      equal = as.numeric(sas_cut(sas_substr(s, 1, 6), 12) == "46-70"),
      among = as.numeric(sas_cut(sas_substr(s, 1, 6), 12) %in% c("46-70", "zz")),
      same = as.numeric(k == sas_cut(sas_substr(s, 1, 6), 12)),
      nothing = sas_is_missing(sas_cut(sas_compress(s, "-ab0123456789cd"), 12)),
      len = sas_length(sas_substr(s, 1, 6)),
      len_n = sas_lengthn(sas_substr(s, 1, 4)),
      cleared = sas_lengthn(sas_translate(sas_pad(s, 12), " ", "cd")),
      picked = if_else(sas_cut(sas_substr(s, 1, 6), 12) == "46-70", 1, 2),
      joined = sas_cut(paste0(sas_substr(sas_pad(s, 12), 1, 6), "!"), 13)
    ) |>
    select(equal, among, same, nothing, len, len_n, cleared, picked, joined)

  list(raw = raw, tested = tested)
}

if (sys.nframe() == 0) sas_main(run, libraries)
