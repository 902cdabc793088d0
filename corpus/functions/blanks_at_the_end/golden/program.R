# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-4: DATA raw
  raw <- tribble(
    ~s, ~k,
    "46-70 12 34", "46-70",
    "ab  cd", "ab"
  )

  # program.sas 10-24: DATA tested
  tested <- raw |>
    mutate(
      equal = as.numeric(sas_cut(substr(s, 1, 6), 12) == "46-70"),
      among = as.numeric(sas_cut(substr(s, 1, 6), 12) %in% c("46-70", "zz")),
      same = as.numeric(k == sas_cut(substr(s, 1, 6), 12)),
      nothing = sas_is_missing(sas_cut(sas_compress(s, "-ab0123456789cd"), 12)),
      len = sas_length(substr(s, 1, 6)),
      len_n = sas_lengthn(substr(s, 1, 4)),
      cleared = sas_lengthn(sas_translate(sas_pad(s, 12), " ", "cd")),
      picked = if_else(sas_cut(substr(s, 1, 6), 12) == "46-70", 1, 2),
      joined = paste0(substr(sas_pad(s, 12), 1, 6), "!")
    ) |>
    select(equal, among, same, nothing, len, len_n, cleared, picked, joined)

  list(raw = raw, tested = tested)
}

if (sys.nframe() == 0) sas_main(run, libraries)
