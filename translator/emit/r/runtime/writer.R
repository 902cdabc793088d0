# The lines that a file has before others are added to it
sas_lines_so_far <- function(lib, to, key) {
  if (!is.null(sas_session$files[[key]])) return(sas_session$files[[key]])
  path <- if (is.null(sas_session$filerefs[[key]])) to else sas_session$filerefs[[key]]
  file <- if (startsWith(path, "/")) path else file.path(lib$out, path)
  if (nzchar(path) && file.exists(file)) readLines(file, warn = FALSE, encoding = "UTF-8") else character(0)
}

# Where PUT writes: the log, the printed output, or a file. A held line goes on with the next PUT
sas_writer <- function(to, dsd = FALSE, dlm = NULL, mod = FALSE, lib = NULL, linesize = Inf, ending = "\n") {
  me <- new.env()
  me$line <- ""
  me$at <- 1
  me$held <- ""
  me$printed <- character(0)
  me$group <- character(0)
  me$number <- 1
  if (dsd && is.null(dlm)) dlm <- ","
  key <- if (startsWith(to, "/") || grepl("[./]", to)) paste0("path:", to) else tolower(to)
  if (!(to %in% c("log", "print"))) sas_session$files[[key]] <- if (mod) sas_lines_so_far(lib, to, key) else character(0)
  me$begun <- FALSE  # is the file on disk what this writer has made of it?
  me$after_value <- FALSE  # is the pointer behind the separator of a value?

  flush <- function() {
    line <- me$line
    if (to %in% c("log", "print")) line <- sub(" +$", "", line)
    if (to == "log") {
      sas_log(line)
    } else if (to == "print") {
      cat(line, "\n", sep = "")
      me$printed[length(me$printed) + 1] <- line
    } else {
      sas_session$files[[key]] <- c(sas_session$files[[key]], line)
      path <- sas_session$filerefs[[key]]
      if (is.null(path) && startsWith(key, "path:")) path <- to
      if (!is.null(path) && nzchar(path)) {
        file <- if (startsWith(path, "/")) path else file.path(lib$out, path)
        dir.create(dirname(file), recursive = TRUE, showWarnings = FALSE)
        con <- file(file, open = if (me$begun) "a" else "w", encoding = "UTF-8")
        writeLines(if (me$begun) line else sas_session$files[[key]], con, sep = ending)
        close(con)
        if (!me$begun) sas_note_made(lib, file)
        me$begun <- TRUE
      }
    }
    me$line <- ""
    me$at <- 1
    me$after_value <- FALSE
  }
  place <- function(text) {
    width <- nchar(text)
    if (me$at > 1 && me$at - 1 + width > linesize) me$next_line()  # what does not fit goes to the next line
    line <- sas_pad(me$line, me$at - 1 + width)
    me$line <- paste0(substr(line, 1, me$at - 1), text, substr(line, me$at + width, nchar(line)))
    me$at <- me$at + width
  }
  # A value of list output and what separates it from the next one
  field <- function(text) {
    separator <- if (is.null(dlm)) " " else dlm
    if (me$after_value && !is.null(dlm)) {
      me$at <- me$at - nchar(separator)
      place(separator)
    }
    if (dsd && (grepl(separator, text, fixed = TRUE) || grepl("\"", text, fixed = TRUE))) {
      text <- paste0("\"", gsub("\"", "\"\"", text, fixed = TRUE), "\"")
    }
    place(text)
    me$at <- me$at + nchar(separator)
    me$after_value <- TRUE
  }
  # A text or a formatted value, as it is
  me$text <- function(text) {
    place(text)
    me$after_value <- FALSE
  }
  # List style: the value without blanks around it, then one blank (or the delimiter before the next one)
  me$value <- function(text) {
    text <- trimws(text, whitespace = " ")
    if (dsd && text == ".") text <- ""
    field(if (text == "" && !dsd) " " else text)
  }
  me$named <- function(name, text) {
    text <- trimws(text, whitespace = " ")
    field(paste0(name, "=", if (text == "" && is.null(dlm)) " " else text))
  }
  # $VARYING: as many columns as a variable says, at most so many
  me$varying <- function(text, width, limit) {
    width <- if (is.na(width) || width < 0) 0 else min(trunc(width), limit)
    if (width > 0) me$text(substr(sas_pad(text, width), 1, width))
  }
  me$columns <- function(begin, end, text, right = FALSE) {
    width <- end - begin + 1
    text <- trimws(text, whitespace = " ")
    text <- if (right) formatC(text, width = width) else formatC(text, width = -width)
    me$at <- begin
    me$text(substr(text, 1, width))
  }
  me$move_to <- function(column) {
    me$at <- max(1, trunc(column))
    me$after_value <- FALSE
  }
  me$move_by <- function(by) me$move_to(me$at + by)
  # `#n`: the nth of the lines that this PUT writes, in any order; they are written when it ends
  me$go_to_line <- function(n) {
    me$group[me$number] <- me$line
    me$number <- n
    me$line <- if (n <= length(me$group) && !is.na(me$group[n])) me$group[n] else ""
    me$at <- 1
    me$after_value <- FALSE
  }
  me$next_line <- function() me$go_to_line(me$number + 1)
  # The end of a PUT: the line is written, unless @ or @@ holds it, in later iterations of the step, too
  me$end <- function(hold = "") {
    me$held <- hold
    if (hold != "") return(invisible(NULL))
    if (length(me$group)) me$group[me$number] <- me$line
    for (line in me$group) {
      me$line <- if (is.na(line)) "" else line
      flush()
    }
    if (length(me$group) == 0) flush()
    me$group <- character(0)
    me$number <- 1
  }
  # The end of the step lets go of a line that @ or @@ holds
  me$finish <- function() if (nzchar(me$held)) me$end()
  # The end of the step: its printed lines are kept as a table
  me$keep_printed <- function() {
    if (!length(me$printed)) return(invisible(NULL))
    lib$state$tables[[length(lib$state$tables) + 1]] <- list(
      step = lib$state$step, proc = "DATASTEP", name = "Put", title = "", columns = "line", rows = as.list(me$printed)
    )
  }
  me
}

# A formatted value moved to the left ("L"), the right ("R") or the middle ("C") of its field: 8.-L
sas_aligned <- function(text, side) {
  bare <- trimws(text, whitespace = " ")
  room <- nchar(text) - nchar(bare)
  before <- switch(side, L = 0, R = room, room %/% 2 + bitwAnd(bitwAnd(room, nchar(text)), 1L))
  paste0(strrep(" ", before), bare, strrep(" ", room - before))
}

# A formatted value as PUT writes it: numbers right-aligned, text left-aligned in the format's width
sas_put_field <- function(x, format, width = NULL, decimals = NULL) {
  text <- sas_put(x, format, width, decimals)
  if (is.character(x) && !is.null(width)) sas_pad(text, width) else text
}
