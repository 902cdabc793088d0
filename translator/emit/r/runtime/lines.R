# The lines of a text: UTF-8, or where the bytes are none, code page 1252. `ending`: what ends them (TERMSTR=)
sas_text_lines <- function(bytes, ending = NULL) {
  if (any(bytes == 0)) sas_without_nul(0)
  text <- rawToChar(bytes)
  if (validUTF8(text)) Encoding(text) <- "UTF-8" else text <- sas_from_octets(bytes)
  if (!nzchar(text)) return(character(0))
  text <- sub("^\ufeff", "", text)
  if (!is.null(ending)) return(strsplit(text, ending, fixed = TRUE)[[1]])
  sub("\r$", "", strsplit(text, "\n", fixed = TRUE)[[1]])
}

# The records of a file with RECFM=F: so many bytes each, one character a byte
sas_fixed_records <- function(lib, length, fileref = NULL, path = NULL) {
  key <- if (is.null(fileref)) paste0("path:", path) else tolower(fileref)
  if (!is.null(fileref)) path <- if (is.null(sas_session$filerefs[[key]])) fileref else sas_session$filerefs[[key]]
  for (file in c(path, file.path(lib$data, path))) {
    if (!file.exists(file) || dir.exists(file)) next
    bytes <- readBin(file, raw(), file.size(file))
    if (!is.null(sas_session$files[[key]]) || length(bytes) %% length) {
      sas_stop("R0448", paste0("ERROR: The file ", path, " is not a whole number of records of ", length, " bytes."))
    }
    starts <- seq(1, by = length, length.out = length(bytes) / length)
    records <- vapply(starts, function(at) sas_text_of_bytes(bytes[at:(at + length - 1)]), "")
    return(structure(records, file = TRUE))
  }
  sas_stop("R0432", paste0("ERROR: Physical file does not exist, ", path, "."))
}

# The lines of a file that INPUT reads: a fileref of FILENAME, or a path below the data folder
sas_file_lines <- function(lib, fileref = NULL, path = NULL, ending = NULL) {
  if (!is.null(fileref)) {
    key <- tolower(fileref)
    if (!is.null(sas_session$files[[key]])) return(structure(sas_session$files[[key]], file = TRUE))
    path <- sas_session$filerefs[[key]]
    if (is.null(path)) path <- fileref
  }
  key <- paste0("path:", path)
  if (!is.null(sas_session$files[[key]])) return(structure(sas_session$files[[key]], file = TRUE))
  for (file in c(path, file.path(lib$data, path))) {
    if (file.exists(file) && !dir.exists(file)) {
      return(structure(sas_text_lines(readBin(file, raw(), file.size(file)), ending), file = TRUE))
    }
  }
  sas_stop("R0432", paste0("ERROR: Physical file does not exist, ", path, "."))
}

# A reader of lines: what INFILE and INPUT do. `special`: letters that stand for special missing values. `ended` is TRUE once there is no line to read
sas_lines <- function(lines, dlm = " ", dlmstr = NULL, dsd = FALSE, missover = FALSE, truncover = FALSE,
                      stopover = FALSE, flowover = FALSE, firstobs = 1, obs = Inf, lrecl = NULL, linesize = NULL,
                      ls = NULL, expandtabs = FALSE, scanover = FALSE, pad = FALSE, n = 1, first_line = 1,
                      yearcutoff = 1926, special = "", ...) {
  card <- if (is.null(attr(lines, "file"))) 80 else 0  # lines in the program are cards of 80 columns
  lines <- lines[seq_along(lines) >= firstobs & seq_along(lines) <= obs]
  if (!is.null(lrecl)) lines <- substr(lines, 1, lrecl)
  if (card) lines <- sub(" +$", "", lines)  # blanks up to the end of a card are no data
  if (dsd && missing(dlm)) dlm <- ","
  if (expandtabs) lines <- vapply(lines, sas_expand_tabs, "", USE.NAMES = FALSE)
  if (pad && !is.null(lrecl)) lines <- sas_pad(lines, lrecl)
  me <- new.env()
  me$line <- ""
  me$count <- 0
  me$furthest <- 0  # the last line that the INPUT has come to: `#n` may have gone back since
  me$first <- 0
  me$numbered <- FALSE
  me$at <- 1
  me$held <- ""
  me$ended <- FALSE
  me$error <- 0
  me$flowed <- FALSE
  me$fields <- 0  # that this INPUT has read
  me$goes_on <- FALSE  # did it begin in a line that was held?
  me$invalid <- 0  # the number of the line with invalid data that is still to be shown
  ruler <- paste0("RULE:      ", paste0("----+----", 1:8, collapse = ""))
  delimiters <- strsplit(dlm, "")[[1]]
  blank_only <- identical(delimiters, " ") && is.null(dlmstr)
  me$use_delimiters <- function(text) {
    delimiters <<- strsplit(if (nzchar(text)) text else " ", "")[[1]]
    blank_only <<- identical(delimiters, " ") && is.null(dlmstr)
  }
  me$use_delimiter_text <- function(text) dlmstr <<- text
  total <- length(lines)
  short <- if (stopover) "stop" else if (missover) "miss" else if (truncover) "trunc" else "flow"

  load <- function() {
    if (me$count >= total) {
      me$ended <- TRUE
      return(FALSE)
    }
    me$count <- me$count + 1
    me$furthest <- max(me$furthest, me$count)
    me$line <- lines[me$count]
    me$at <- 1
    me$chars <- strsplit(me$line, "")[[1]]
    TRUE
  }
  # Before the first field of an INPUT: a new line, unless one is held
  me$start <- function() {
    me$error <- 0
    me$fields <- 0
    if (me$invalid > 0 && me$held == "") {
      sas_log(ruler)
      sas_log(paste0(formatC(me$invalid, width = -11, format = "d"), me$invalid_line))
      me$invalid <- 0
    }
    me$goes_on <- me$held != ""
    me$held_before <- me$held
    if (me$held == "") {
      me$count <- me$furthest
      if (!load()) return(invisible(NULL))
      me$first <- me$count
      me$numbered <- FALSE
    } else if (me$held == "@@" && short %in% c("miss", "trunc")) {
      rest <- if (me$at <= length(me$chars)) me$chars[me$at:length(me$chars)] else character(0)
      if (all(rest %in% c(" ", if (!dsd) delimiters))) {
        if (!load()) return(invisible(NULL))
        me$first <- me$count
        me$numbered <- FALSE
      }
    }
    # Without #n the buffer holds one line: LINE= counts from the held one
    if (!me$numbered) me$first <- me$count
    me$held <- ""
    invisible(NULL)
  }
  # After the last field: the line is kept for the next INPUT with @ and @@
  me$finish <- function(hold = "") {
    me$held <- hold
    if (hold != "") me$furthest <- me$count
    invisible(NULL)
  }
  # EOF=: did the INPUT before find no line? TRUE once: the next time the step ends
  me$told_end <- FALSE
  me$ran_out <- function() {
    now <- me$ended && !me$told_end
    if (now) {
      me$told_end <- TRUE
      me$ended <- FALSE
      me$held <- me$held_before
    }
    now
  }
  # EOF=: what INPUT reads, or the value before where it finds no line
  me$unless_ended <- function(old, new) {
    if (me$ended) return(old)
    force(new)
    if (me$ended) old else new
  }
  # `_infile_ = text`: the line is another from now on
  me$replace <- function(text) {
    me$line <- if (card) sub(" +$", "", text) else text
    me$chars <- strsplit(text, "")[[1]]
  }
  # At the top of an iteration: a line held by @ is let go
  me$new_row <- function() {
    if (me$held == "@") me$held <- ""
  }
  me$size <- function() max(nchar(me$line), if (card) card * ceiling(nchar(me$line) / card) else 0, card)
  me$is_last <- function() me$count >= total
  used_up <- function() me$at > length(me$chars) || all(me$chars[me$at:length(me$chars)] == " ")
  me$move_to <- function(place) me$at <- max(1, trunc(place), na.rm = TRUE)
  me$move_by <- function(by) me$at <- max(1, me$at + trunc(if (is.na(by)) 0 else by))
  scans <- scanover || short == "flow"
  me$seek <- function(text) {
    rest <- substr(me$line, me$at, nchar(me$line))
    found <- regexpr(text, rest, fixed = TRUE)
    while (found < 0 && scans && load()) found <- regexpr(text, me$line, fixed = TRUE)
    if (found < 0 && me$ended) return(invisible(NULL))
    me$at <- if (found > 0) me$at + found + nchar(text) - 1 else length(me$chars) + 1
  }
  me$next_line <- function() load()
  me$go_to_line <- function(place) {
    wanted <- me$first + place - 1
    me$numbered <- me$numbered || place > 1
    if (wanted < me$count) {
      me$count <- wanted - 1
      load()
    }
    while (!me$ended && me$count < wanted) load()
    me$at <- 1
  }
  # The line has no more data: the first time the log tells
  went_on <- function() {
    if (!me$flowed) sas_log("NOTE: SAS went to a new line when INPUT statement reached past the end of a line.")
    me$flowed <- TRUE
  }
  # The next word of list input; NULL where the line has none left and the options say to stop there
  word <- function(amp = FALSE, tilde = FALSE) {
    repeat {
      found <- scan(amp, tilde)
      if (!is.null(found)) {
        me$fields <- me$fields + 1
        return(found)
      }
      if (short == "flow") {
        went_on()
        if (!load()) {
          if (me$fields > 0 || !me$goes_on) sas_log("NOTE: LOST CARD.")
          return(NULL)
        }
      } else if (short == "stop") {
        sas_stop("R0433", "ERROR: INPUT statement exceeded record length. INFILE OPTION STOPOVER specified.")
      } else {
        return(NULL)
      }
    }
  }
  closed <- "^(\"[^\"]*\"|'[^']*')"
  scan <- function(amp, tilde) {
    size <- length(me$chars)
    if (!dsd) {
      while (is.null(dlmstr) && me$at <= size && me$chars[me$at] %in% delimiters) me$at <- me$at + 1
    }
    if (!is.null(dlmstr)) return(scan_string(size, tilde))
    if (!dsd && used_up()) return(NULL)  # blanks between two delimiters are a value, at the line's end they are none
    if (me$at > size + as.numeric(dsd && size > 0 && me$at == size + 1 && me$chars[size] %in% delimiters)) {
      return(NULL)
    }
    if (dsd) {
      while (me$at <= size && me$chars[me$at] == " " && !(" " %in% delimiters)) me$at <- me$at + 1
      if (me$at <= size && me$chars[me$at] %in% c("\"", "'") && grepl(closed, substr(me$line, me$at, size))) {
        return(scan_quoted(size, tilde))
      }
    }
    begin <- me$at
    two <- FALSE  # `&`: two delimiters end the item
    while (me$at <= size) {
      here <- me$chars[me$at]
      if (amp && !dsd) {
        two <- here %in% delimiters && me$at < size && me$chars[me$at + 1] %in% delimiters
        if (two) break
      } else if (here %in% delimiters) {
        break
      }
      me$at <- me$at + 1
    }
    found <- if (me$at > begin) paste(me$chars[begin:(me$at - 1)], collapse = "") else ""
    behind(size)
    if (two) me$at <- me$at + 1
    trimws(found, whitespace = " ")
  }
  # To the place behind an item: where blanks are no delimiters, the line's last blanks belong to its last item
  behind <- function(size) me$at <- (if (me$at > size && !(" " %in% delimiters)) me$size() + 1 else me$at) + 1
  scan_quoted <- function(size, tilde) {
    quote <- me$chars[me$at]
    begin <- me$at
    out <- character(0)
    me$at <- me$at + 1
    while (me$at <= size) {
      if (me$chars[me$at] == quote) {
        if (me$at < size && me$chars[me$at + 1] == quote) {
          me$at <- me$at + 1
        } else {
          break
        }
      }
      out <- c(out, me$chars[me$at])
      me$at <- me$at + 1
    }
    closed <- me$at
    me$at <- me$at + 1
    while (me$at <= size && !(me$chars[me$at] %in% delimiters)) me$at <- me$at + 1
    behind(size)
    if (tilde) return(paste(me$chars[begin:min(closed, size)], collapse = ""))
    sub(" +$", "", paste(out, collapse = ""))
  }
  # An item up to the text of DLMSTR=: without DSD several of them side by side are one
  scan_string <- function(size, tilde) {
    rest <- substr(me$line, me$at, size)
    if (!dsd) {
      several <- paste0("^(?:\\Q", dlmstr, "\\E)*")
      me$at <- me$at + attr(regexpr(several, rest, perl = TRUE), "match.length")
      rest <- substr(me$line, me$at, size)
    }
    ends_with_delimiter <- dsd && size > 0 && me$at == size + 1 && endsWith(me$line, dlmstr)
    if (!grepl("[^ ]", rest) && !ends_with_delimiter) return(NULL)
    quoted <- if (dsd) regmatches(rest, regexpr("^ *(\"([^\"]|\"\")*\"|'([^']|'')*') *", rest)) else character(0)
    after <- substr(rest, sum(nchar(quoted)) + 1, nchar(rest))
    if (length(quoted) && (after == "" || startsWith(after, dlmstr))) {
      me$at <- me$at + nchar(quoted) + nchar(dlmstr)
      item <- trimws(quoted, whitespace = " ")
      if (tilde) return(item)
      quote <- substr(item, 1, 1)
      return(sub(" +$", "", gsub(strrep(quote, 2), quote, substr(item, 2, nchar(item) - 1), fixed = TRUE)))
    }
    found <- regexpr(dlmstr, rest, fixed = TRUE)
    if (found < 0) {
      me$at <- size + 2
      return(trimws(rest, whitespace = " "))
    }
    me$at <- me$at + found + nchar(dlmstr) - 1
    trimws(substr(rest, 1, found - 1), whitespace = " ")
  }
  # Text to a number by an informat; what is none is reported and missing
  convert <- function(text, informat, width, decimals, marks, name) {
    if (is.function(informat)) return(informat(text, width))
    if (isTRUE(sas_formats[[paste0(informat, ".")]]$bytes)) {
      value <- sas_input_built_in(text, informat, width, decimals, yearcutoff)
      bad <- attr(value, "invalid")
      value <- as.vector(value)
      return(reported(value, bad, text, marks, name))
    }
    value <- tryCatch(
      sas_input(text, informat, width, decimals, yearcutoff, quiet = TRUE),
      error = function(e) if (inherits(e, "sas_error")) stop(e) else NA_real_
    )
    bad <- is.na(value) && !grepl("^ *([.][A-Za-z_]?|[A-Za-z_])? *$", text)
    if (!bad && is.na(value) && grepl("^ *[A-Za-z_] *$", text)) {
      bad <- !(toupper(trimws(text)) %in% strsplit(special, "")[[1]])
      if (!bad) value <- sas_missing(trimws(text))
    }
    reported(value, bad, text, marks, name)
  }
  # A value that has been read; what is none is reported
  reported <- function(value, bad, text, marks, name) {
    if (bad && marks == "") {
      if (me$invalid == 0) {
        me$invalid <- first_line + firstobs + me$count - 2
        me$invalid_line <- sub(" +$", "", me$line)
      }
      sas_log(paste0("NOTE: Invalid data for ", name, " in line ", first_line + firstobs + me$count - 2, " ", me$from, "-", me$from + max(nchar(text), 1) - 1, "."))
    }
    if (bad && marks != "??") me$error <- 1
    value
  }
  # List input of a number, and of a text
  me$number <- function(informat = "", width = NULL, decimals = 0, amp = FALSE, tilde = FALSE, marks = "",
                        name = "") {
    me$from <- me$at
    found <- word(amp, tilde)
    if (is.null(found) || found == "") return(NA_real_)
    me$from <- max(1, me$at - 1 - nchar(found))
    convert(found, informat, if (is.null(width)) nchar(found) else max(width, nchar(found)), decimals, marks, name)
  }
  me$text <- function(informat = "", width = NULL, decimals = 0, amp = FALSE, tilde = FALSE, length = 8) {
    found <- word(amp, tilde)
    if (is.null(found)) return("")
    if (is.function(informat)) {
      found <- informat(found, nchar(found))
    } else if (!(informat %in% c("", "$"))) {
      found <- sas_input(found, informat, if (is.null(width)) nchar(found) else width)
    } else {
      found <- sub("^ +", "", found)
      if (!is.null(width)) found <- substr(found, 1, width)
    }
    if (found == "." && !(informat %in% c("$CHAR"))) found <- ""
    sas_cut(sas_without_zeros_in(found), length)
  }
  # A field of so many columns; NULL where the line is too short and is not to be padded
  part <- function(begin, end) {
    size <- me$size()
    if (begin > size || end > size) {
      if (short == "stop" && end > size) {
        sas_stop("R0433", "ERROR: INPUT statement exceeded record length. INFILE OPTION STOPOVER specified.")
      }
      if (short == "miss") {
        me$at <- end + 1
        return("")
      }
      if (short == "flow" && end > size) {
        went_on()
        if (!load()) {
          if (me$fields > 0 || !me$goes_on) sas_log("NOTE: LOST CARD.")
          return("")
        }
        end <- end - begin + 1  # of the next line it takes what there is: one field goes on once
        begin <- 1
      }
    }
    me$from <- begin
    me$at <- end + 1
    me$fields <- me$fields + 1
    substr(me$line, begin, end)
  }
  me$columns <- function(begin, end, decimals = 0, marks = "", name = "") {
    found <- part(begin, end)
    if (trimws(found) == "") return(NA_real_)
    convert(found, "", end - begin + 1, decimals, marks, name)
  }
  me$columns_text <- function(begin, end, length = 8) {
    found <- trimws(part(begin, end), whitespace = " ")
    if (found == ".") found <- ""
    sas_cut(sas_without_zeros_in(found), length)
  }
  me$formatted <- function(informat, width, decimals = 0, marks = "", name = "") {
    found <- part(me$at, me$at + width - 1)
    bytes <- !is.function(informat) && isTRUE(sas_formats[[paste0(informat, ".")]]$bytes)
    if (trimws(found) == "" && !bytes) return(NA_real_)
    convert(found, informat, width, decimals, marks, name)
  }
  me$formatted_text <- function(informat, width = NULL, length = 8) {
    if (is.null(width)) width <- length
    found <- part(me$at, me$at + width - 1)
    if (is.function(informat)) {
      found <- informat(trimws(found, "right", " "), width)
    } else if (informat %in% c("", "$", "$F")) {
      found <- trimws(found, whitespace = " ")
      if (found == ".") found <- ""
    } else {
      found <- sas_input(found, informat, width)
    }
    sas_cut(sas_without_zeros_in(found), length)
  }
  # $VARYING: as many columns as a variable says, at most `limit`
  me$varying <- function(wanted, limit, length = 8) {
    width <- if (is.na(wanted) || wanted < 0) 0 else min(trunc(wanted), limit)
    if (width == 0) "" else sas_cut(sas_without_zeros_in(part(me$at, me$at + width - 1)), length)
  }
  # LIST: the current line under a ruler
  me$list_line <- function() {
    sas_log(ruler)
    sas_log(paste0(formatC(first_line + firstobs + me$count - 2, width = -11, format = "d"), sub(" +$", "", me$line)))
  }
  # LOSTCARD: the lines of this INPUT go to the log, each once; the next INPUT begins with the second of them
  me$given_up <- numeric(0)
  me$give_up_line <- function() {
    if (!me$first %in% me$given_up) {
      sas_log("NOTE: LOST CARD.")
      sas_log(ruler)
    }
    for (number in setdiff(me$first:me$furthest, me$given_up)) {
      sas_log(paste0(formatC(first_line + firstobs + number - 2, width = -11, format = "d"), sub(" +$", "", lines[number])))
      me$given_up <- c(me$given_up, number)
    }
    me$furthest <- me$first
    me$held <- ""
  }
  # Named input: the pairs `name=value` to the end of the line, a slash there goes on in the next one; `wanted` has 0
  # for numbers, else the length
  me$named <- function(wanted, informats = list()) {
    found <- list()
    repeat {
      rest <- sub(" +$", "", substr(me$line, me$at, nchar(me$line)))
      more <- endsWith(rest, "/")
      if (more) rest <- sub("/$", "", rest)
      me$at <- me$size() + 1
      found <- modifyList(found, me$pairs(rest, wanted, informats), keep.null = TRUE)
      if (!more) return(found)
      me$next_line()
    }
  }
  me$pairs <- function(rest, wanted, informats) {
    places <- gregexpr("[A-Za-z_][A-Za-z0-9_]* *=", rest)[[1]]
    found <- list()
    if (places[1] < 0) return(found)
    sizes <- attr(places, "match.length")
    for (k in seq_along(places)) {
      key <- tolower(trimws(sub("=$", "", substr(rest, places[k], places[k] + sizes[k] - 1))))
      until <- if (k < length(places)) places[k + 1] - 1 else nchar(rest)
      value <- trimws(substr(rest, places[k] + sizes[k], until), whitespace = " ")
      if (is.na(wanted[key])) {
        sas_log(paste0("NOTE: Variable ", key, " is not defined in the INPUT statement."))
        me$error <- 1
        next
      }
      informat <- informats[[key]]$informat
      if (wanted[[key]] > 0) {
        if (is.function(informat)) value <- informat(value, nchar(value))
        if (is.character(informat)) value <- sas_input(value, informat, nchar(value))
        found[[key]] <- sas_cut(if (value == ".") "" else value, wanted[[key]])
      } else {
        value <- sub(" .*", "", value)  # a number ends at a blank
        if (is.null(informat)) informat <- ""
        decimals <- if (is.null(informats[[key]]$decimals)) 0 else informats[[key]]$decimals
        found[[key]] <- if (value == "") NA_real_ else convert(value, informat, nchar(value), decimals, "", key)
      }
    }
    found
  }
  me
}

# Tabs to blanks, to the next column 1, 9, 17 …
sas_expand_tabs <- function(line) {
  if (!grepl("\t", line, fixed = TRUE)) return(line)
  parts <- strsplit(paste0(line, "|"), "\t", fixed = TRUE)[[1]]  # a mark at the end: a tab there counts, too
  out <- ""
  for (part in parts[-length(parts)]) {
    out <- paste0(out, part)
    out <- paste0(out, strrep(" ", 8 - nchar(out) %% 8))
  }
  paste0(out, sub("[|]$", "", parts[length(parts)]))
}

# FILENAME: a fileref stands for a path; with "" for a file of this run only
sas_filename <- function(fileref, path = "") {
  sas_session$filerefs[[tolower(fileref)]] <- path
  invisible(NULL)
}
