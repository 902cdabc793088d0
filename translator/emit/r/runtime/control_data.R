# PROC FORMAT CNTLOUT=: the program's formats as a data set
sas_control_table <- function(types, rows) {
  sas_frame(ifelse(unlist(types) == "str", "text", "number"), rows)
}

# PROC FORMAT CNTLIN=: keep the ranges of every format; informats are named @NAME, character ones $NAME
# fixed: formats that the program's text defines: data that define them anew stop the program
sas_define_formats <- function(rows, fixed = character()) {
  names(rows) <- toupper(names(rows))
  n <- nrow(rows)
  cell <- function(name) if (is.null(rows[[name]])) rep("", n) else rows[[name]]
  name <- toupper(trimws(cell("FMTNAME")))
  type <- toupper(trimws(cell("TYPE")))
  type <- ifelse(type != "", type, ifelse(startsWith(name, "@"), "I", ifelse(startsWith(name, "$"), "C", "N")))
  flags <- toupper(cell("HLO"))
  if (any(type == "P") || any(grepl("F", flags))) {
    sas_stop("R0601", "ERROR: Pictures and formats inside formats of a control data set are not translated.")
  }
  if (any(type %in% c("I", "J") & grepl("[UJ]", flags))) {
    sas_stop("R0601", "ERROR: UPCASE and JUST of a control data set are not translated.")
  }
  key <- paste0(ifelse(type %in% c("I", "J"), "@", ""), ifelse(type %in% c("C", "J"), "$", ""), gsub("[@$]", "", name))
  as_text <- function(x) if (is.character(x)) sub(" +$", "", x) else trimws(sas_best(x, 12))
  label <- as_text(cell("LABEL"))
  start <- cell("START")
  end <- cell("END")
  end <- if (is.character(end)) ifelse(end == "", as_text(start), end) else ifelse(is.na(end), start, end)
  ends <- function(x, i, flag, extreme) {
    text <- type[i] != "N"
    if (grepl(flag, flags[i])) return(if (text) c("", "\U0010ffff")[extreme] else c(-Inf, Inf)[extreme])
    if (text) as_text(x[i]) else sas_range_number(x[i])
  }
  made <- list()
  for (one in unique(key)) {
    if (one %in% fixed) {
      sas_stop("R0612", paste0("ERROR: The control data set defines the format ", sub("^@", "", one), " anew."))
    }
    places <- which(key == one & !grepl("O", flags))
    ranges <- lapply(places, function(i) {
      sas_range(ends(start, i, "L", 1), ends(end, i, "H", 2), label = label[i],
                low_open = cell("SEXCL")[i] == "Y", high_open = cell("EEXCL")[i] == "Y")
    })
    if (!startsWith(one, "@") && length(places) && type[places[1]] == "N") {
      ranges <- ranges[order(vapply(ranges, function(range) if (is.na(range$low)) -Inf else range$low, 1))]
    } else if (!startsWith(one, "@") && length(places)) {
      ranges <- ranges[order(vapply(ranges, `[[`, "", "low"), method = "radix")]
    }
    other <- which(key == one & grepl("O", flags))
    first <- which(key == one)[1]
    width <- sas_given_number(cell("DEFAULT")[first], max(nchar(label[key == one]), 1))
    fuzz <- sas_given_number(cell("FUZZ")[first], 1e-12)
    if (width <= 0) width <- max(nchar(label[key == one]), 1)
    made[[one]] <- sas_format(ranges, width, fuzz = fuzz, other = if (length(other)) sas_range("", label = label[other[1]]))
    sas_log(paste0("NOTE: ", if (startsWith(one, "@")) "Informat " else "Format ", sub("^@", "", one), " has been output."))
  }
  sas_session$formats <- utils::modifyList(as.list(sas_session$formats), made)
  invisible(NULL)
}

# A number of a control data set; another where none stands
sas_given_number <- function(value, otherwise) {
  number <- suppressWarnings(as.numeric(value))
  if (is.na(number)) otherwise else number
}

# The width of a defined format: DEFAULT of its first row, or that of its longest label
sas_defined_width <- function(key) sas_defined(key)$width

# An end of a numeric range; a letter is a missing value
sas_range_number <- function(value) {
  if (!is.character(value)) return(value)
  word <- trimws(value)
  if (grepl("^[A-Za-z_]$", word)) return(sas_missing(word))
  suppressWarnings(as.numeric(word))
}

# The format or informat of that name, as a control data set has defined it
sas_defined <- function(key) {
  found <- sas_session$formats[[key]]
  if (is.null(found)) {
    sas_stop("R0601", paste0("ERROR 48-59: The format ", sub("^@", "", key), " was not found or could not be loaded."))
  }
  found
}

# Stop a step that uses a format or informat (@NAME) that no control data set has defined
sas_need_formats <- function(...) {
  for (name in c(...)) sas_defined(name)
  invisible(NULL)
}

# What a defined format writes: its label, or the value where no range takes it
sas_defined_label <- function(key, x, width = NULL) trimws(sas_put_user(x, sas_defined(key), width), which = "right", whitespace = " ")

# The functions of the formats that control data sets have defined, by name: "", $, @ or @$ is their kind
sas_formats_of_data <- function(beginning) {
  keys <- names(sas_session$formats)
  keys <- keys[sub("^(@?[$]?).*$", "\\1", keys) == beginning]
  functions <- lapply(keys, function(key) {
    if (startsWith(key, "@")) return(function(x, width = NULL) sas_defined_value(key, if (is.null(width)) x else substr(x, 1, width)))
    function(x, width = NULL) sas_defined_label(key, x, width)
  })
  stats::setNames(functions, sub("^@", "", keys))
}

# What a defined informat reads
sas_defined_value <- function(key, x) {
  format <- sas_defined(key)
  word <- sub(" +$", "", x)
  number <- suppressWarnings(as.numeric(word))
  found <- vapply(seq_along(word), function(k) {
    for (i in seq_along(format$ranges)) {
      range <- format$ranges[[i]]
      low <- suppressWarnings(as.numeric(range$low))
      high <- suppressWarnings(as.numeric(range$high))
      inside <- !is.na(number[k]) && !is.na(low) && !is.na(high) && number[k] >= low && number[k] <= high
      if (sas_covers(range, word[k], 0) || inside) return(range$label)
    }
    if (is.null(format$other)) "_same_" else format$other$label
  }, "")
  same <- tolower(found) == "_same_"
  if (startsWith(key, "@$")) return(ifelse(same, word, found))
  value <- ifelse(same, number, suppressWarnings(as.numeric(found)))
  value[word %in% c("", ".") & same] <- NA_real_
  value
}
