# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Format SIZE: low-<0 neg; 0 zero; 0<-2 small; 2<-high big; . none
size <- function(x, width = 5) {
  x <- sas_snap(x, c(0, 2))
  case_when(
    x < 0 ~ "neg", is.na(x) ~ "none", x == 0 ~ "zero", x > 0 & x <= 2 ~ "small", x > 2 ~ "big",
    TRUE ~ sas_put(x, "BEST", width)
  )
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-2: PROC FORMAT
  # Defined above: size

  # program.sas 5-8: DATA a
  a <- tibble(x = c(-1, 0, 2, 3, NA)) |> mutate(size = sas_cut(size(x), 5))

  list(a = a)
}

if (sys.nframe() == 0) sas_main(run, libraries)
