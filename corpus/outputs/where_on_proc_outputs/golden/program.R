# Program
#
# Translated from program.sas by saslift 0.1 for R 4.2 and dplyr 1.0.
# program.html shows SAS and R side by side.

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
source(file.path(c(dirname(script), ".")[1], "sas_semantics.R"))  # attaches dplyr and tidyr

libraries <- list()  # libref: folder below --data (read) or --out (write)

# Run every step in order; return the WORK data sets by name
run <- function(lib) {
  # program.sas 2-8: DATA sales
  # Rows of a group are chosen after the statistics are made
  sales <- expand_grid(region = as.numeric(1:3), item = as.numeric(1:4)) |>
    mutate(amount = item * 10 + region)

  # program.sas 11-12: PROC SORT
  dear <- sales |> arrange(desc(region))

  # program.sas 11-12: PROC SORT: WHERE= of dear
  dear <- dear |>
    select(region, item, price = amount) |>
    filter(item > 2) |>
    select(region, price)

  # program.sas 15-18: PROC MEANS
  classified <- sales |> filter(!is.na(region))
  totals <- sas_class_types("region") |>  # in all, then by region
    lapply(\(keys) {
      classified |>
        group_by(`_ALL_` = 0, across(all_of(keys))) |>
        summarise(`_FREQ_` = as.numeric(n()), total = sas_sum(amount), .groups = "drop")
    }) |>
    bind_rows(.id = "_TYPE_") |>
    mutate(`_TYPE_` = as.numeric(`_TYPE_`) - 1) |>
    select(region, `_TYPE_`, `_FREQ_`, total)

  # program.sas 15-18: PROC MEANS: WHERE= of totals
  totals <- totals |>
    filter(`_TYPE_` == 1) |>
    select(region, total)

  # program.sas 21-22: PROC FREQ
  counts <- sales |>
    count(region, item, name = "COUNT") |>
    arrange(!is.na(region), region, !is.na(item), item) |>
    mutate(
      COUNT = as.numeric(COUNT),
      known = if_else(!is.na(region) & !is.na(item), COUNT, NA_real_),
      PERCENT = known / sum(known, na.rm = TRUE) * 100,
      known = NULL
    )

  # program.sas 21-22: PROC FREQ: WHERE= of counts
  counts <- counts |>
    filter(region > 2) |>
    select(region, item, COUNT)

  # program.sas 25-28: PROC TRANSPOSE
  wide <- sales |>
    sas_sorted("region", "WORK.SALES") |>
    sas_transpose("amount", by = "region", ids = "item", prefix = "item")

  # program.sas 25-28: PROC TRANSPOSE: WHERE= of wide
  wide <- wide |>
    sas_open_columns(list(region = "num")) |>
    filter(is.na(region) | region != 2) |>
    sas_only(drop = "_NAME_")

  # program.sas 31-32: PROC SORT
  firsts <- sales |> arrange(!is.na(region), region)
  others <- firsts |> filter(!sas_first(region))
  firsts <- firsts |> filter(sas_first(region))

  # program.sas 31-32: PROC SORT: WHERE= of others
  others <- others |> filter(item == 2)

  list(
    sales = sales,
    dear = dear,
    totals = totals,
    counts = counts,
    wide = wide,
    firsts = firsts,
    others = others
  )
}

if (sys.nframe() == 0) sas_main(run, libraries)
