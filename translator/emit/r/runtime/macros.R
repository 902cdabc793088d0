# A macro variable's value; one that refers to others is resolved
sas_macro <- function(lib, name) {
  key <- toupper(trimws(name, whitespace = " "))
  if (!exists(key, envir = lib$macros, inherits = FALSE)) {
    own <- sas_automatic_macro(key)
    if (is.null(own)) {
      sas_stop("R0420", paste0("ERROR: Apparent symbolic reference ", key, " not resolved."))
    }
    return(own)
  }
  value <- get(key, envir = lib$macros, inherits = FALSE)
  if (grepl("&", value, fixed = TRUE)) sas_resolved(lib, value) else value
}

# A macro variable's value as a number
sas_macro_number <- function(lib, name) sas_numeral(sas_macro(lib, name))

# A macro variable's value as the number of a row: FIRSTOBS= and OBS= of a data set
sas_row_number <- function(lib, name) {
  value <- sas_macro_number(lib, name)
  if (is.na(value) || value != trunc(value) || value < 0) {
    text <- trimws(sas_macro(lib, name))
    sas_stop("R0426", paste0("The macro variable's value ", text, " stands where the translation needs a row's number."))
  }
  value
}

# The text of a macro variable as a number
sas_numeral <- function(text) {
  text <- trimws(text)
  value <- sas_macro_operand(text, TRUE)
  if (is.na(value) && text != ".") {
    sas_stop("R0426", paste0("The macro variable's value ", text, " stands where the translation needs a number."))
  }
  value
}

# Variables that SAS itself sets: when the session started, who runs it, that nothing has failed
sas_automatic_macro <- function(name) {
  if (is.null(sas_session$started)) sas_session$started <- Sys.time()
  now <- sas_session$started
  switch(
    name,
    SYSDATE = toupper(format(now, "%d%b%y")),
    SYSDATE9 = toupper(format(now, "%d%b%Y")),
    SYSTIME = format(now, "%H:%M"),
    SYSDAY = format(now, "%A"),
    SYSUSERID = Sys.info()[["user"]],
    SYSPARM = , SYSERRORTEXT = , SYSWARNINGTEXT = , SQLXMSG = , SYSDBMSG = "",
    SYSERR = , SYSCC = , SYSRC = , SYSLIBRC = , SYSFILRC = , SYSLCKRC = , SYSINFO = , SQLOBS = , SQLRC = ,
    SQLEXITCODE = , SQLXRC = , SYSDBRC = "0",
    NULL
  )
}

# Text with the values of the macro variables it refers to; `&&` becomes `&` and the text is read again
sas_resolved <- function(lib, text) {
  repeat {
    again <- FALSE
    done <- ""
    while (nzchar(text)) {
      at <- regexpr("&&|&[A-Za-z_][A-Za-z0-9_]*[.]?", text)
      if (at < 0) break
      found <- regmatches(text, at)
      done <- paste0(done, substr(text, 1, at - 1))
      text <- substring(text, at + nchar(found))
      key <- toupper(gsub("[&.]", "", found))
      if (found == "&&") {
        again <- TRUE
        done <- paste0(done, "&")
      } else if (exists(key, envir = lib$macros, inherits = FALSE)) {
        done <- paste0(done, sas_macro(lib, key))
      } else {
        done <- paste0(done, sub("&", "\uE126", found, fixed = TRUE))
      }
    }
    text <- paste0(done, text)
    if (!again) return(gsub("\uE126", "&", text, fixed = TRUE))
  }
}

# Text for %EVAL in which nothing counts as an operator
sas_quoted <- function(text) {
  special <- utf8ToInt("+-*/,<>=^~\u00AC|#;'\"() !&%")
  codes <- utf8ToInt(text)
  codes <- ifelse(codes %in% special, codes + 0xE000L, codes)
  text <- intToUtf8(codes)
  words <- "AND|OR|NOT|EQ|NE|LE|LT|GE|GT|IN"
  repeat {
    at <- regexpr(paste0("(?i)(?<![\\w\uE020-\uE0FF])(?:", words, ")(?!\\w)"), text, perl = TRUE)
    if (at < 0) return(text)
    first <- intToUtf8(utf8ToInt(substr(text, at, at)) + 0xE000L)
    text <- paste0(substr(text, 1, at - 1), first, substring(text, at + 1))
  }
}

sas_unquoted <- function(text) {
  codes <- utf8ToInt(text)
  intToUtf8(ifelse(codes >= 0xE020L & codes <= 0xE0FFL, codes - 0xE000L, codes))
}

# %EVAL: whole numbers; a comparison is 1 or 0. delimiter: between the values of IN (MINOPERATOR)
sas_macro_eval <- function(text, delimiter = NULL) {
  value <- sas_macro_value(text, FALSE, delimiter)
  number <- sas_macro_operand(value, FALSE)
  if (is.na(number)) sas_macro_error(text, "%EVAL function or %IF condition")
  sas_macro_write(number, FALSE)
}

# Is the condition of an %IF, %WHILE or %UNTIL true?
sas_macro_true <- function(text, delimiter = NULL) sas_macro_eval(text, delimiter) != "0"

# %SYSEVALF: numbers with decimals; kind is BOOLEAN, CEIL, FLOOR or INTEGER
sas_macro_sysevalf <- function(text, kind = "") {
  value <- sas_macro_value(text, TRUE, NULL)
  number <- sas_macro_operand(value, TRUE)
  missing <- sas_unquoted(value) == "."
  if (is.na(number) && !missing) sas_macro_error(text, "%SYSEVALF function")
  near <- if (!is.na(number) && abs(number - round(number)) < 1e-12) round(number) else number
  switch(
    toupper(trimws(kind)),
    BOOLEAN = if (is.na(number) || number == 0) "0" else "1",
    CEIL = if (missing) "." else sas_macro_write(ceiling(near), FALSE),
    FLOOR = if (missing) "." else sas_macro_write(floor(near), FALSE),
    INT = , INTEGER = if (missing) "." else sas_macro_write(trunc(near), FALSE),
    if (missing) "." else if (identical(trimws(text), value)) sas_unquoted(value) else sas_macro_real(number)
  )
}

# A number in at most 16 characters
sas_macro_real <- function(number) {
  if (number == trunc(number) && abs(number) < 1e16) return(format(number, scientific = FALSE, trim = TRUE))
  for (digits in 17:1) {
    text <- formatC(number, digits = digits, format = "g", width = 1)
    text <- sub("e\\+?(-?)0*", "E\\1", text)
    if (nchar(text) <= 16) return(text)
  }
  text
}

sas_macro_error <- function(text, where) {
  sas_stop("R0421", paste0(
    "ERROR: A character operand was found in the ", where,
    " where a numeric operand is required. The condition was: ", trimws(sas_unquoted(text))
  ))
}

# The number that an operand is, NA for other text
sas_macro_operand <- function(text, real) {
  text <- trimws(sas_unquoted(text))
  pattern <- if (real) "^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?$" else "^[-+]?[0-9]+$"
  if (grepl(pattern, text)) return(as.numeric(text))
  if (grepl("^[-+]?[0-9][0-9a-fA-F]*[xX]$", text)) {
    return(strtoi(sub("[xX]$", "", text), 16L))
  }
  date <- regmatches(text, regexec("^['\"]([0-9]{1,2}[A-Za-z]{3}[0-9]{4})['\"][dD]$", text))[[1]]
  if (real && length(date)) return(as.numeric(as.Date(date[2], "%d%b%Y")) + 3653)
  NA_real_
}

sas_macro_write <- function(number, real) {
  if (is.na(number)) return(".")
  if (real) return(sprintf("%.17g", number))
  sprintf("%.0f", number)
}

# The operands and operators of a macro expression
sas_macro_lexemes <- function(text, real, delimiter) {
  pattern <- "'[^']*'(?:dt|[dtx])?|\"[^\"]*\"(?:dt|[dtx])?|\\*\\*|<>|><|<=|>=|=<|=>|[\\^~\u00AC]=|[-+*/<>=&|!^~\u00AC#()]|\\w[\\w.]*|\\s+|."
  pieces <- regmatches(text, gregexpr(paste0("(?is)", pattern), text, perl = TRUE))[[1]]
  names <- c(
    "^=" = "ne", "~=" = "ne", "\u00AC=" = "ne", "=<" = "<=", "=>" = ">=", "^" = "not", "~" = "not", "\u00AC" = "not",
    "!" = "|", eq = "=", ne = "ne", lt = "<", le = "<=", gt = ">", ge = ">=", and = "&", or = "|", not = "not",
    "**" = "**", "<=" = "<=", ">=" = ">=", "-" = "-", "+" = "+", "*" = "*", "/" = "/", "<" = "<", ">" = ">", "=" = "=",
    "&" = "&", "|" = "|", "(" = "(", ")" = ")"
  )
  if (real) names <- c(names, "<>" = "<>", "><" = "><")
  if (!is.null(delimiter)) names <- c(names, "#" = "in", "in" = "in")
  kinds <- character(0)
  texts <- character(0)
  operand <- ""
  close <- function() {
    word <- trimws(operand)
    operand <<- ""
    if (nzchar(word)) {
      kinds <<- c(kinds, "operand")
      texts <<- c(texts, word)
    }
  }
  for (piece in pieces) {
    name <- names[tolower(piece)]
    if (is.na(name)) {
      operand <- paste0(operand, piece)
    } else {
      close()
      kinds <- c(kinds, "operator")
      texts <- c(texts, unname(name))
    }
  }
  close()
  list(kinds = kinds, texts = texts)
}

# A macro expression, worked out: the text of its value
sas_macro_value <- function(text, real, delimiter) {
  lexemes <- sas_macro_lexemes(text, real, delimiter)
  if (!length(lexemes$texts)) sas_stop("R0421", "ERROR: A macro expression is empty.")
  binding <- c(
    "|" = 1, "&" = 2, "=" = 3, ne = 3, "<" = 3, "<=" = 3, ">" = 3, ">=" = 3, "in" = 3, "+" = 4, "-" = 4, "*" = 5,
    "/" = 5, "<>" = 6, "><" = 6, "**" = 7
  )
  place <- 1L
  number <- function(operand) {
    value <- sas_macro_operand(operand, real)
    if (is.na(value) && !(real && operand == ".")) {
      sas_macro_error(text, if (real) "%SYSEVALF function" else "%EVAL function or %IF condition")
    }
    value
  }
  truth <- function(value) !is.na(value) && value != 0
  compare <- function(name, left, right) {
    if (name == "in") {
      values <- strsplit(right, delimiter, fixed = TRUE)[[1]]
      return(any(vapply(values[nzchar(values)], function(v) compare("=", left, trimws(v)), TRUE)))
    }
    a <- sas_macro_operand(left, real)
    b <- sas_macro_operand(right, real)
    dot <- c(left, right) == "."
    if (real && (dot[1] || !is.na(a)) && (dot[2] || !is.na(b))) {
      if (dot[1]) a <- -Inf
      if (dot[2]) b <- -Inf
    }
    if (is.na(a) || is.na(b)) {
      a <- sub(" +$", "", sas_unquoted(left))
      b <- sub(" +$", "", sas_unquoted(right))
      width <- max(nchar(a), nchar(b))
      a <- formatC(a, width = -width)
      b <- formatC(b, width = -width)
    }
    switch(name, "=" = a == b, ne = a != b, "<" = a < b, "<=" = a <= b, ">" = a > b, a >= b)
  }
  apply_operator <- function(name, left, right) {
    if (name %in% c("=", "ne", "<", "<=", ">", ">=", "in")) return(if (compare(name, left, right)) "1" else "0")
    a <- number(left)
    b <- number(right)
    if (name == "|") return(if (truth(a) || truth(b)) "1" else "0")
    if (name == "&") return(if (truth(a) && truth(b)) "1" else "0")
    if (name == "/" && !is.na(b) && b == 0) {
      sas_stop("R0421", paste0("ERROR: Division by zero in ", if (real) "%SYSEVALF" else "%EVAL", " is invalid."))
    }
    value <- switch(
      name,
      "<>" = if (is.na(a)) b else if (is.na(b)) a else max(a, b), "><" = if (is.na(a) || is.na(b)) NA_real_ else min(a, b),
      "+" = a + b, "-" = a - b, "*" = a * b, "/" = if (real) a / b else trunc(a / b), "**" = if (real) a^b else trunc(a^b)
    )
    sas_macro_write(value, real)
  }
  prefix <- function() {
    if (place > length(lexemes$texts)) return("")
    word <- lexemes$texts[place]
    if (lexemes$kinds[place] == "operand") {
      place <<- place + 1L
      return(word)
    }
    if (word == "(") {
      place <<- place + 1L
      value <- binary(0)
      place <<- place + 1L
      return(value)
    }
    if (word %in% c("-", "+", "not")) {
      place <<- place + 1L
      value <- number(binary(6))
      if (word == "not") return(if (truth(value)) "0" else "1")
      return(sas_macro_write(if (word == "-") -value else value, real))
    }
    ""
  }
  binary <- function(least) {
    left <- prefix()
    repeat {
      if (place > length(lexemes$texts) || lexemes$kinds[place] != "operator") return(left)
      name <- lexemes$texts[place]
      negated <- name == "not" && !is.null(delimiter) && identical(lexemes$texts[place + 1], "in")
      if (negated) name <- "in"
      power <- binding[name]
      if (is.na(power) || power <= least) return(left)
      place <<- place + if (negated) 2L else 1L
      right <- binary(if (name == "**") power - 1 else power)
      left <- apply_operator(name, left, right)
      if (negated) left <- if (left == "1") "0" else "1"
    }
  }
  value <- binary(0)
  if (place <= length(lexemes$texts)) {
    sas_stop("R0421", paste0("ERROR: Required operator not found in expression: ", trimws(sas_unquoted(text))))
  }
  value
}

# %SCAN: a word of a text, from the left, or with a negative number from the right
sas_macro_scan <- function(text, count, delimiters = " .<(+&!$*);^-/,%|") {
  place <- as.numeric(sas_macro_eval(count))
  marks <- strsplit(delimiters, "")[[1]]
  letters <- strsplit(text, "")[[1]]
  words <- character(0)
  word <- ""
  for (letter in c(letters, marks[1])) {
    if (letter %in% marks) {
      if (nzchar(word)) words <- c(words, word)
      word <- ""
    } else {
      word <- paste0(word, letter)
    }
  }
  if (place == 0 || abs(place) > length(words)) return("")
  if (place > 0) words[place] else words[length(words) + 1 + place]
}

# %SUBSTR: a part of a text
sas_macro_substr <- function(text, start, length = "") {
  text <- trimws(text, whitespace = " ")
  first <- as.numeric(sas_macro_eval(start))
  if (first < 1 || first > max(1, nchar(text))) {
    sas_log("WARNING: Argument 2 to macro function %SUBSTR is out of range.")
    return("")
  }
  if (!nzchar(length)) return(substring(text, first))
  size <- as.numeric(sas_macro_eval(length))
  if (size < 0 || first - 1 + size > nchar(text)) {
    sas_log("WARNING: Argument 3 to macro function %SUBSTR is out of range.")
    return(substring(text, first))
  }
  substr(text, first, first - 1 + size)
}

# %INDEX: where a text is found, 0 where it is not
sas_macro_index <- function(text, wanted) {
  wanted <- trimws(wanted, whitespace = " ")
  if (!nzchar(wanted)) return("0")
  as.character(max(0, regexpr(wanted, trimws(text, whitespace = " "), fixed = TRUE)))
}

# %VERIFY: the first character that is not one of the allowed
sas_macro_verify <- function(text, allowed) {
  letters <- strsplit(trimws(text, whitespace = " "), "")[[1]]
  wrong <- which(!letters %in% strsplit(trimws(allowed, whitespace = " "), "")[[1]])
  as.character(if (length(wrong)) wrong[1] else 0)
}

# %DATATYP: is the text a number?
sas_macro_datatyp <- function(text) {
  if (grepl("^[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)?$", trimws(text))) "NUMERIC" else "CHAR"
}

# %CMPRES: no more than one blank in a row
sas_one_blank <- function(text) trimws(gsub(" +", " ", text), whitespace = " ")

# %DO name = start %TO stop %BY step: each call sets the macro variable and tells whether there is a further round
sas_do_loop <- function(lib, name, start, stop, step = "1") {
  value <- as.numeric(sas_macro_eval(start))
  last <- as.numeric(sas_macro_eval(stop))
  by <- as.numeric(sas_macro_eval(step))
  if (by == 0) sas_stop("R0421", paste0("ERROR: The %BY value of the %DO ", name, " loop is zero."))
  begun <- FALSE
  function() {
    if (begun) value <<- as.numeric(sas_macro_eval(sas_macro(lib, name))) + by
    begun <<- TRUE
    sas_set_macro(lib, name, sprintf("%.0f", value))
    if (by > 0) value <= last else value >= last
  }
}

sas_delete_macro <- function(lib, name) {
  if (exists(name, envir = lib$macros, inherits = FALSE)) rm(list = name, envir = lib$macros)
  invisible(NULL)
}

# The name of a data set that the run makes, in lower case; taken: names that the program itself makes
sas_member_name <- function(..., taken = character(0)) {
  text <- trimws(paste0(...), whitespace = " ")
  name <- sub("^work[.]", "", tolower(text))
  if (!grepl("^[a-z_][a-z0-9_]{0,31}$", name)) {
    sas_stop("R0422", paste0("ERROR: The value ", toupper(text), " is not a valid SAS name."))
  }
  if (name %in% taken) {
    sas_stop("R0424", paste0("The run makes the data set ", toupper(name), ", which the program makes itself, too."))
  }
  name
}

# Keep a data set under a name that the run has made
sas_keep <- function(lib, name, rows) {
  lib$work[[name]] <- rows
  invisible(NULL)
}

# A data set whose name the run has made; own: those that the program makes; columns: those it must have
sas_member <- function(lib, name, own = list(), columns = NULL) {
  name <- sub("^work[.]", "", tolower(trimws(name)))
  found <- lib$work[[name]]
  if (is.null(found)) found <- own[[name]]
  if (is.null(found)) sas_stop("R0101", paste0("ERROR: File WORK.", toupper(name), ".DATA does not exist."))
  if (!is.null(columns) && !identical(names(found), columns)) {
    sas_stop("R0425", paste0("The data set ", toupper(name), " has other columns than this step was written for."))
  }
  found
}

# The rows of several data sets one after the other; all have the same columns
sas_members <- function(lib, names, own) {
  found <- lapply(names[nzchar(names)], function(name) sas_member(lib, name, own))
  if (!length(found)) sas_stop("R0101", "ERROR: The data set list does not contain any members.")
  for (one in found) {
    if (!identical(names(one), names(found[[1]]))) sas_stop("R0425", "The data sets of a list have different columns.")
  }
  bind_rows(found)
}

# The data sets whose names begin so, in order
sas_names_like <- function(lib, start, own) {
  known <- union(names(lib$work), names(own)[!vapply(own, is.null, TRUE)])
  sort(known[startsWith(known, start)], method = "radix")
}

# The names of q1-q5 in order
sas_numbered_names <- function(first, last) {
  stem <- sub("[0-9]+$", "", first)
  low <- substring(first, nchar(stem) + 1)
  high <- substring(tolower(trimws(last)), nchar(stem) + 1)
  if (!grepl("^[0-9]+$", low) || !grepl("^[0-9]+$", high) || !startsWith(tolower(trimws(last)), stem)) {
    sas_stop("R0422", paste0("ERROR: ", toupper(first), "-", toupper(last), " is not a valid list of data sets."))
  }
  numbers <- as.numeric(low):as.numeric(high)
  paste0(stem, if (startsWith(low, "0")) sprintf(paste0("%0", nchar(low), "d"), numbers) else numbers)
}

# Stop where a data set was not made: the condition that decides it was not met
sas_must_exist <- function(rows, name) {
  if (is.null(rows)) sas_stop("R0101", paste0("ERROR: File ", name, ".DATA does not exist."))
  invisible(NULL)
}

# %ABORT: the program ends here
sas_stop_program <- function(message) {
  sas_stop("R0423", if (nzchar(message)) message else "ERROR: Execution terminated by an %ABORT statement.")
}

# What CALL EXECUTE has queued, one text after the other: the macro variables for its parts are set, its number returned
sas_next_executed <- function(lib, names) {
  if (!length(lib$executed)) return(0)
  first <- lib$executed[[1]]
  lib$executed <- lib$executed[-1]
  wanted <- names[[as.character(first$site)]]
  for (k in seq_along(wanted)) sas_set_macro(lib, wanted[k], first$parts[[k]])
  first$site
}

sas_execute <- function(lib, site, ...) {
  lib$executed <- c(lib$executed, list(list(site = site, parts = list(...))))
  invisible(NULL)
}
