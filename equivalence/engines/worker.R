# Runs generated R programs one after the other in one process.
#
# Each line of standard input names a folder with program.R, sas_semantics.R, job.tsv (libref, folder; --data and --out) and steps.tsv
# (first line, last line of each step). The results are written below it; then "done" is printed, with the folder.

options(warn = -1)
suppressPackageStartupMessages({
  library(dplyr)
  library(tidyr)
})
worker_input <- file("stdin", "r", encoding = "UTF-8")

write_lines <- function(lines, file) {
  connection <- file(file, "wb")
  on.exit(close(connection))
  if (length(lines)) {
    lines <- enc2utf8(as.character(lines))
    lines <- gsub("\\", "\\\\", lines, fixed = TRUE)
    lines <- gsub("\n", "\\n", lines, fixed = TRUE)
    lines <- gsub("\r", "\\r", lines, fixed = TRUE)
    writeBin(charToRaw(paste0(paste(lines, collapse = "\n"), "\n")), connection)
  }
}

write_frame <- function(frame, folder) {
  dir.create(folder, recursive = TRUE)
  kinds <- vapply(frame, function(x) if (is.character(x)) "char" else "num", "")
  write_lines(c(as.character(nrow(frame)), paste(kinds, names(frame), sep = "\t")), file.path(folder, "columns.txt"))
  for (i in seq_along(frame)) {
    column <- frame[[i]]
    if (is.character(column)) {
      column[is.na(column)] <- ""
      write_lines(column, file.path(folder, paste0(i, ".txt")))
    } else {
      writeBin(as.double(column), file.path(folder, paste0(i, ".bin")), endian = "little")
    }
  }
}

# An infinite number that a step has left: SAS would have made it missing
must_be_finite <- function(frame) {
  for (name in names(frame)) {
    if (is.numeric(frame[[name]]) && any(is.infinite(frame[[name]]))) {
      stop(structure(class = c("sas_not_translated", "error", "condition"), list(
        message = paste0("ERROR: A value of ", name, " is larger than any number of SAS, which makes it missing."),
        call = NULL, code = "R0614"
      )))
    }
  }
}

run_folder <- function(folder) {
  job <- utils::read.delim(file.path(folder, "job.tsv"), header = FALSE, quote = "", colClasses = "character")
  steps <- utils::read.delim(
    file.path(folder, "steps.tsv"), header = FALSE, quote = "", na.strings = character(0),
    colClasses = c("integer", "integer", "character")
  )
  env <- new.env(parent = globalenv())
  error <- NULL
  failed_at <- 0L
  finished <- FALSE
  results <- list()
  tryCatch({
    sys.source(file.path(folder, "sas_semantics.R"), envir = env)
    parsed <- parse(file.path(folder, "program.R"), keep.source = TRUE, encoding = "UTF-8")
    for (expression in as.list(parsed)) {
      text <- paste(deparse(expression[[1]]), collapse = "")
      is_run <- text == "<-" && identical(expression[[2]], as.name("run"))
      is_script <- text == "<-" && identical(expression[[2]], as.name("script"))
      if (!is_script && !text %in% c("source", "if")) eval(expression, env)
    }
    map <- env$libraries
    for (i in seq_len(nrow(job))) map[[job[i, 1]]] <- job[i, 2]
    lib <- env$sas_libraries(map[["--data"]], map[["--out"]], map)
    env$lib <- lib
    body <- body(env$run)
    refs <- attr(body, "srcref")
    position <- 2L
    worked <- list()
    for (k in seq_len(nrow(steps))) {
      failed_at <- k
      env$sas_session$told_too_small <- FALSE
      while (position <= length(body) && refs[[position]][1] <= steps[k, 2]) {
        value <- eval(body[[position]], env)
        if (position == length(body)) {
          results <- value
          finished <- TRUE
        }
        position <- position + 1L
      }
      write_lines(env$sas_session$log, file.path(folder, "log.txt"))
      counts <- strsplit(steps[k, 3], " ", fixed = TRUE)[[1]]
      for (pair in counts[counts != ""]) {
        parts <- strsplit(pair, "=", fixed = TRUE)[[1]]
        made <- env[[parts[2]]]
        if (is.data.frame(made)) must_be_finite(made)
        if (is.data.frame(made) && !grepl("&", parts[1])) write_frame(made, file.path(folder, "steps", k, parts[1]))
      }
      for (name in names(lib$work)) {  # data sets whose names the run makes
        if (!identical(worked[[name]], lib$work[[name]])) {
          must_be_finite(lib$work[[name]])
          write_frame(lib$work[[name]], file.path(folder, "steps", k, name))
        }
      }
      worked <- lib$work
    }
    while (position <= length(body)) {
      results <- eval(body[[position]], env)
      position <- position + 1L
      finished <- position > length(body)
    }
  }, error = function(e) error <<- e)
  session <- env$sas_session
  if (!is.null(session)) write_lines(session$log, file.path(folder, "log.txt"))
  lib <- env$lib
  if (!is.null(lib)) {
    names <- ls(lib$macros, all.names = TRUE)
    write_lines(
      unlist(lapply(names, function(name) c(name, as.character(get(name, envir = lib$macros))))),
      file.path(folder, "macros.txt")
    )
    tables <- lib$state$tables
    for (i in seq_along(tables)) {
      t <- tables[[i]]
      write_lines(
        c(t$proc, t$name, t$title, length(t$columns), t$columns, unlist(t$rows)),
        file.path(folder, sprintf("table%04d.txt", i))
      )
    }
  }
  if (finished && is.list(results)) {
    for (name in names(results)) {
      if (is.data.frame(results[[name]])) write_frame(results[[name]], file.path(folder, "final", name))
    }
    write_lines(names(results), file.path(folder, "finished.txt"))
  }
  if (inherits(error$parent, "sas_error")) error <- error$parent  # it came up inside a dplyr verb
  if (!is.null(error)) {
    write_lines(
      c(failed_at, class(error)[1], if (is.null(error$code)) "" else error$code, conditionMessage(error)),
      file.path(folder, "error.txt")
    )
  }
}

repeat {
  folder <- readLines(worker_input, n = 1)
  if (!length(folder)) break
  sink(file.path(folder, "stdout.txt"))
  tryCatch(run_folder(folder), error = function(e) writeLines(conditionMessage(e), file.path(folder, "broken.txt")))
  sink()
  cat("done ", folder, "\n", sep = "")
  flush(stdout())
}
