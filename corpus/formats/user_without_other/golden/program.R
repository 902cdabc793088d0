# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

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

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: PROC FORMAT
  # Defined above: yesno, short

  # program.sas 6-11: DATA shown
  shown <- tribble(
    ~n, ~t,
    1, "a",
    0, "b",
    7, "longword",
    NA, ""
  ) |>
    mutate(
      answer = sas_cut(yesno(n), 3),
      name = sas_cut(short(t), 5),
      wide = sas_cut(sas_cut(yesno(n, 5), 5), 5)
    )

  list(shown = shown)
}

if (sys.nframe() == 0) sas_main(run, libraries)
