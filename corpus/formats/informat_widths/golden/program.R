# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Informat GRADE: 'A' 4; 'B' 3; other 0
grade_ranges <- sas_format(
  list(
    sas_range("A", label = 4),
    sas_range("B", label = 3)
  ),
  width = 1, other = sas_range("", label = 0), kind = "invalue", upcase = TRUE, just = TRUE
)

grade <- function(x, width = NULL) {
  sas_input(x, "GRADE", width, quiet = TRUE, user = list(GRADE = grade_ranges))
}

# Informat SCORE: 0-49.5 1; 49.5<-100 2; other 9
score_ranges <- sas_format(
  list(
    sas_range(0, 49.5, label = 1),
    sas_range(49.5, 100, label = 2, low_open = TRUE)
  ),
  width = 12, other = sas_range("", label = 9), kind = "invalue"
)

score <- function(x, width = NULL) {
  sas_input(x, "SCORE", width, quiet = TRUE, user = list(SCORE = score_ranges))
}

# Informat $REGION: 'N' North; other _same_
region_ranges <- sas_format(
  list(
    sas_range("N", label = "North")
  ),
  width = 5, other = sas_range("", label = "", special = "_same_"), kind = "invalue char"
)

region <- function(x, width = NULL) {
  sas_input(x, "$REGION", width, quiet = TRUE, user = list(`$REGION` = region_ranges))
}

# Format SHORT: 1 abcdef
short <- function(x, width = 3) {
  x <- sas_snap(x, 1)
  text <- case_when(x == 1 ~ "abcdef", TRUE ~ sas_put(x, "BEST", width))
  sas_cut(text, width)
}

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 1-5: PROC FORMAT
  # Defined above: grade, score, region, short

  # program.sas 8-15: DATA marks
  marks <- tibble(text = "   b") |>
    mutate(
      mark = grade(text, 4),
      none = grade(text),
      high = score("49.75"),
      cut = score("49.75", 2),
      place = sas_cut(region("N"), 5),
      label = sas_cut(short(1), 3)
    )

  list(marks = marks)
}

if (sys.nframe() == 0) sas_main(run, libraries)
