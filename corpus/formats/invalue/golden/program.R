# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Informat GRADE: 'A' 5; 'B' 4; 'F' 0; other NA_real_
grade_ranges <- sas_format(
  list(
    sas_range("A", label = 5),
    sas_range("B", label = 4),
    sas_range("F", label = 0)
  ),
  width = 1, other = sas_range("", label = NA_real_), kind = "invalue"
)

grade <- function(x, width = NULL) {
  sas_input(x, "GRADE", width, quiet = TRUE, user = list(GRADE = grade_ranges))
}

# Informat LIMIT: 0-100 _same_; other NA_real_
limit_ranges <- sas_format(
  list(
    sas_range(0, 100, label = "", special = "_same_")
  ),
  width = 12, other = sas_range("", label = NA_real_), kind = "invalue"
)

limit <- function(x, width = NULL) {
  sas_input(x, "LIMIT", width, quiet = TRUE, user = list(LIMIT = limit_ranges))
}

marks_lines <- c(
  "Ann A 50",
  "Bo x 101",
  "Cid F 0",
  "Dag B ."
)

# DATA marks, row by row (L0203): an informat of the program's own reads the lines (GRADE)
make_marks <- function() {
  lines <- sas_lines(marks_lines, first_line = 9)
  out_n <- 0
  out_name <- character(0)
  out_mark <- out_points <- numeric(0)
  repeat {
    lines$start()
    if (lines$ended) break
    name <- lines$text(length = 8)
    mark <- lines$number(informat = grade, name = "mark")
    points <- lines$number(informat = limit, name = "points")
    lines$finish()
    if (lines$ended) break
    out_n <- out_n + 1
    out_name[out_n] <- name
    out_mark[out_n] <- mark
    out_points[out_n] <- points
  }
  sas_table(name = out_name, mark = out_mark, points = out_points)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-3: PROC FORMAT
  # Defined above: grade, limit

  # program.sas 6-8: DATA marks
  marks <- make_marks()

  list(marks = marks)
}

if (sys.nframe() == 0) sas_main(run, libraries)
