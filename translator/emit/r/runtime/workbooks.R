# PROC EXPORT DBMS=XLSX: one sheet of a workbook; the others of a workbook that is there stay.
# `dates` tells of columns with date, time or datetime formats: Excel counts days from 1900 on
sas_write_workbook <- function(lib, rows, file, sheet, header = TRUE, labels = list(), dates = list()) {
  path <- sas_output_place(lib, file)
  book <- if (file.exists(path)) openxlsx::loadWorkbook(path) else openxlsx::createWorkbook()
  there <- match(tolower(sheet), tolower(names(book)))
  place <- if (is.na(there)) length(names(book)) + 1 else there
  if (!is.na(there)) openxlsx::removeWorksheet(book, names(book)[there])
  openxlsx::addWorksheet(book, sheet)
  if (place < length(names(book))) {
    openxlsx::worksheetOrder(book) <- append(setdiff(seq_along(names(book)), length(names(book))), length(names(book)), place - 1)
  }
  styles <- list(date = "yyyy-mm-dd", datetime = "yyyy-mm-dd hh:mm:ss", time = "[h]:mm:ss")
  number <- match(sheet, names(book))
  for (at in seq_along(rows)) {
    name <- names(rows)[at]
    heading <- if (is.null(labels[[name]])) name else labels[[name]]
    if (header) openxlsx::writeData(book, sheet, heading, startCol = at, startRow = 1)
    values <- rows[[at]]
    kind <- dates[[name]]
    if (is.character(values)) {
      values[values == ""] <- NA
    } else if (!is.null(kind)) {
      values <- c(sas_excel_number(values, kind))
    }
    from <- 1 + header
    if (length(values)) openxlsx::writeData(book, sheet, values, startCol = at, startRow = from)
    if (is.numeric(values) && length(values)) {  # openxlsx writes 15 digits, Excel 16 and more
      data <- book$worksheets[[number]]$sheet_data
      mine <- which(data$cols == at & data$rows >= from)
      mine <- mine[order(data$rows[mine])]
      data$v[mine] <- ifelse(is.na(values), NA_character_, sprintf("%.16g", values))
    }
    if (!is.null(kind) && length(values)) {
      style <- openxlsx::createStyle(numFmt = styles[[kind]])
      openxlsx::addStyle(book, sheet, style, rows = from - 1 + seq_along(values), cols = at)
    }
  }
  for (place in seq_along(names(book))) {  # openxlsx names drawings that a plain sheet does not have
    if (!length(book$drawings[[place]]) && !length(book$vml[[place]])) book$worksheets_rels[[place]] <- character(0)
  }
  openxlsx::saveWorkbook(book, path, overwrite = TRUE)
  invisible(NULL)
}

# What Excel counts for SAS's days or seconds
sas_excel_number <- function(values, kind) {
  made <- switch(kind, date = values + 21916, datetime = values / 86400 + 21916, time = values / 86400)
  if (kind != "time" && any(made < 61, na.rm = TRUE)) sas_stop("R0610", "ERROR: Excel has no dates before 1 March 1900.")
  if (kind == "time" && any(made < 0, na.rm = TRUE)) sas_stop("R0610", "ERROR: Excel has no negative times.")
  made
}

# The path of a fileref, a path as it is, or a file of this run where the fileref is one of the device TEMP
sas_file_place <- function(lib, file) {
  path <- sas_session$filerefs[[if (grepl("[./]", file)) paste0("path:", file) else tolower(file)]]
  if (is.null(path) && grepl("[./]", file)) return(file)
  if (is.null(path) || path == "") file.path(sas_work_folder(lib), paste0(tolower(file), ".xlsx")) else path
}

# Where a file of the output lies: below the output folder, unless its path is whole
sas_output_place <- function(lib, file) {
  path <- sas_file_place(lib, file)
  full <- if (startsWith(path, "/")) path else file.path(lib$out, path)
  dir.create(dirname(full), recursive = TRUE, showWarnings = FALSE)
  full
}

# Where a file to be read lies: the output folder first, then the data folder
sas_input_place <- function(lib, file) {
  path <- sas_file_place(lib, file)
  for (place in if (startsWith(path, "/")) path else c(file.path(lib$out, path), file.path(lib$data, path))) {
    if (file.exists(place) && !dir.exists(place)) return(place)
  }
  sas_stop("R0432", paste0("ERROR: Physical file does not exist, ", path, "."))
}

# PROC IMPORT DBMS=XLSX. `columns` are the names with their formats ("$" for text) as the sheet had them when the program
# was translated; where it tells something else now, the step stops
sas_read_workbook <- function(lib, file, columns = NULL, sheet = "", area = "", header = TRUE, first = 0, plain_names = TRUE) {
  found <- sas_read_sheet(sas_input_place(lib, file), sheet, area, header, first, plain_names)
  now <- vapply(found, function(column) if (is.character(column$values)) "$" else column$format, "")
  names(now) <- vapply(found, function(column) column$name, "")
  if (!is.null(columns) && !(identical(names(now), names(columns)) && identical(unname(now), unname(unlist(columns))))) {
    sas_stop("R0600", paste0("ERROR: The columns of ", file, " are not those for which the program was translated: ",
                             paste(names(now), now, collapse = ", "), "."))
  }
  made <- lapply(found, function(column) column$values)
  tibble::as_tibble(stats::setNames(made, names(now)), .name_repair = "minimal")
}

# The columns of a sheet ("" the first one) or of a range of it: name, label, format and values of each
sas_read_sheet <- function(path, sheet, area, header, first, plain_names) {
  fail <- function(text) sas_stop("R0611", paste0("ERROR: ", text, "."))
  force(path)
  book <- tryCatch(openxlsx::loadWorkbook(path), error = function(problem) fail("the workbook cannot be read"))
  pattern <- "^(?:'?([^$'!]+)'?[$!])?([A-Za-z]+[0-9]+)(?::([A-Za-z]+[0-9]+|0)?)?$"
  parts <- regmatches(trimws(area), regexec(pattern, trimws(area), perl = TRUE))[[1]]
  if (trimws(area) != "" && !length(parts)) {
    if (!endsWith(trimws(area), "$")) fail(paste("the range", area, "is no range of cells"))
    sheet <- sub("[$]$", "", trimws(area))
  }
  wanted <- tolower(sub("[$]$", "", if (length(parts) && parts[2] != "") parts[2] else sheet))
  number <- if (wanted == "") 1 else match(wanted, tolower(names(book)))
  if (is.na(number)) fail(paste("the workbook has no sheet", wanted))
  cells <- sas_sheet_cells(book, number, fail)
  corner <- function(text) {
    letters <- utf8ToInt(toupper(gsub("[0-9]", "", text))) - 64
    c(as.numeric(gsub("[^0-9]", "", text)), Reduce(function(sum, letter) sum * 26 + letter, letters, 0))
  }
  last <- c(max(cells$row, 0), max(cells$col, 0))
  from <- if (length(parts)) corner(parts[3]) else c(1, 1)
  to <- if (!length(parts) || parts[4] %in% c("", "0")) last else corner(parts[4])
  to[1] <- min(to[1], max(last[1], from[1]))
  if (to[1] < from[1] || to[2] < from[2]) return(list())
  letters_of <- vapply(seq(from[2], to[2]), sas_column_letters, "")
  at <- function(row, col) match(paste(row, col), paste(cells$row, cells$col))
  titles <- letters_of
  if (header) {
    heads <- trimws(sas_cell_text(cells[at(from[1], seq(from[2], to[2])), ]))
    titles <- ifelse(heads == "", letters_of, heads)
  }
  if (anyDuplicated(tolower(titles))) fail("two columns of the sheet have the same heading")
  names <- if (plain_names) sas_variable_names(titles) else substr(titles, 1, 32)
  start <- if (first > 0) first else from[1] + header
  rows <- if (start <= to[1]) seq(start, to[1]) else numeric(0)
  lapply(seq_along(titles), function(place) {
    held <- cells[at(rows, from[2] + place - 1), ]
    c(list(name = names[place], label = titles[place]), sas_sheet_column(held, fail))
  })
}

# A column of a sheet: text where any cell is one, else numbers with the format of their styles
sas_sheet_column <- function(cells, fail) {
  kinds <- cells$kind[!is.na(cells$kind)]
  if (!length(kinds) || any(kinds == "text")) {
    values <- sas_cell_text(cells)
    return(list(format = "$", values = values))
  }
  if (length(unique(sub("MMDDYY10[.]", "DATE9.", kinds))) > 1) fail("dates and other numbers stand in one column of the sheet")
  numbers <- cells$number
  format <- kinds[1]
  numbers <- if (format %in% c("DATE9.", "MMDDYY10.")) numbers - 21916
    else if (format == "DATETIME.") (floor(numbers) - 21916) * 86400 + round((numbers %% 1) * 86400 * 1000) / 1000
    else if (format == "TIME8.") round(numbers * 86400 * 1000) / 1000
    else numbers
  list(format = if (format == "") "BEST." else format, values = numbers)
}

# The texts of cells: numbers with 15 digits
sas_cell_text <- function(cells) {
  number <- formatC(cells$number, digits = 15, format = "fg", width = 1)
  plain <- !is.na(cells$number)
  number[plain] <- sprintf("%.15g", cells$number[plain])
  ifelse(is.na(cells$kind), "", ifelse(cells$kind == "text", cells$text, number))
}

sas_column_letters <- function(column) {
  made <- ""
  while (column > 0) {
    made <- paste0(LETTERS[(column - 1) %% 26 + 1], made)
    column <- (column - 1) %/% 26
  }
  made
}

# All cells of a sheet that hold something: row, column, kind ("text", "" or the format of a date), number, text
sas_sheet_cells <- function(book, number, fail) {
  data <- book$worksheets[[number]]$sheet_data
  strings <- vapply(regmatches(unlist(book$sharedStrings), gregexpr("<t[^>]*>[^<]*</t>|<t/>", unlist(book$sharedStrings))),
                    function(found) paste(gsub("<[^>]*>", "", found), collapse = ""), "")
  plain_text <- function(text) {
    for (one in list(c("&lt;", "<"), c("&gt;", ">"), c("&quot;", "\""), c("&apos;", "'"), c("&amp;", "&"))) {
      text <- gsub(one[1], one[2], text, fixed = TRUE)
    }
    sub(" +$", "", text)
  }
  used <- which(!is.na(data$v) & !is.na(data$t))
  cells <- tibble::tibble(row = data$rows[used], col = data$cols[used], type = data$t[used], value = data$v[used])
  if (any(cells$type == 4)) fail("a cell of the sheet holds an error")
  cells$text <- ""
  shared <- cells$type == 1
  cells$text[shared] <- plain_text(strings[as.numeric(cells$value[shared]) + 1])
  inline <- cells$type %in% c(3, 5)  # the text of a formula, a text that stands in its cell
  cells$text[inline] <- plain_text(sub("^xml:space=\"preserve\">", "", cells$value[inline]))
  plain <- cells$type %in% c(0, 2)
  cells$number <- NA_real_
  cells$number[plain] <- sas_decimal(cells$value[plain])
  cells$kind <- ifelse(plain, "", "text")
  for (style in book$styleObjects) {
    if (style$sheet != names(book)[number]) next
    mine <- paste(cells$row, cells$col) %in% paste(style$rows, style$cols) & cells$type == 0
    if (any(mine)) cells$kind[mine] <- sas_date_format(style$style$numFmt, cells$number[mine])
  }
  cells
}

# The formats that numbers with an Excel style get: those of dates and times, "" for others
sas_date_format <- function(style, numbers) {
  builtin <- c("14" = "mm-dd-yy", "15" = "d-mmm-yy", "16" = "d-mmm", "17" = "mmm-yy", "18" = "h:mm", "19" = "h:mm:ss",
               "20" = "h:mm", "21" = "h:mm:ss", "22" = "m/d/yy h:mm", "45" = "mm:ss", "46" = "[h]:mm:ss", "47" = "mmss.0")
  code <- tolower(if (is.null(style$formatCode)) builtin[as.character(style$numFmtId)] else style$formatCode)
  if (!length(code) || is.na(code)) return(rep("", length(numbers)))
  if (grepl("^\\[(h|hh|m|mm|s|ss)\\]", code)) return(rep("TIME8.", length(numbers)))
  bare <- gsub("\\[[^]]*\\]|\\\\.|\"[^\"]*\"", "", code)
  if (!grepl("[dmhys]", bare)) return(rep("", length(numbers)))
  whole <- if (grepl("[hs]", bare)) "DATETIME." else if (startsWith(bare, "m")) "MMDDYY10." else "DATE9."
  ifelse(numbers >= 0 & numbers < 1, "TIME8.", whole)
}
