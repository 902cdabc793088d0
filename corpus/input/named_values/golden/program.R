# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

settings_lines <- c(
  "1 name=big size=12 color=red",
  "2 size=3",
  "3 color=blue name=odd"
)

# DATA settings, row by row (L0203): INPUT reads named values
make_settings <- function() {
  lines <- sas_lines(settings_lines, first_line = 4)
  out_n <- 0
  out_id <- out_size <- numeric(0)
  out_name <- out_color <- character(0)
  repeat {
    id <- size <- NA_real_
    name <- color <- ""
    lines$start()
    if (lines$ended) break
    id <- lines$number(name = "id")
    pairs <- lines$named(c(name = 8, size = 0, color = 8))
    if (!is.null(pairs$name)) name <- pairs$name
    if (!is.null(pairs$size)) size <- pairs$size
    if (!is.null(pairs$color)) color <- pairs$color
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_id[out_n] <- id
    out_name[out_n] <- name
    out_size[out_n] <- size
    out_color[out_n] <- color
  }
  sas_table(id = out_id, name = out_name, size = out_size, color = out_color)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: DATA settings
  settings <- make_settings()

  list(settings = settings)
}

if (sys.nframe() == 0) sas_main(run, libraries)
