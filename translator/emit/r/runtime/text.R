# A text cut to n characters, without trailing blanks: what a variable of length $n keeps
sas_cut <- function(text, n) sub(" +$", "", substr(text, 1, n))

# A text with trailing blanks up to n characters: what `||` sees of a variable of length $n
sas_pad <- function(text, n) paste0(text, strrep(" ", pmax(n - nchar(text), 0)))

# LEFT: the leading blanks go to the end
sas_left_aligned <- function(text) sas_pad(sub("^ +", "", text), nchar(text))

# `substr(text, position, length) = value` for a variable of length $size
sas_set_substr <- function(text, position, length, value, size) {
  position <- trunc(position)
  left <- size - position + 1
  length <- if (is.null(length)) left else pmin(trunc(length), left)
  if (is.na(position) || is.na(length) || position < 1 || position > size || length < 1) return(text)
  text <- sas_pad(text, size)
  value <- substr(sas_pad(value, length), 1, length)
  sub(" +$", "", paste0(substr(text, 1, position - 1), value, substr(text, position + length, size)))
}

# "" for the NA that joins and stacking leave in text
sas_fill_text <- function(rows) {
  for (name in names(rows)) {
    if (is.character(rows[[name]])) rows[[name]][is.na(rows[[name]])] <- ""
  }
  rows
}

# A text as a number, unasked: what is no number gives a missing value and SAS's note
sas_to_number <- function(text, name = "", at = "") {
  text <- trimws(text, whitespace = " ")
  number <- sas_input(text, "", pmax(nchar(text), 1), quiet = TRUE)
  invalid <- is.na(number) & !(text == "" | grepl("^[.][A-Za-z_]?$", text))
  for (word in text[invalid]) {
    variable <- if (name == "") "" else paste0(name, "=")
    sas_log(paste0("NOTE: Invalid numeric data, ", variable, "'", word, "' ", if (at != "") paste(", at", at), "."))
  }
  number
}

# A formatted value moved to the left ("L"), the centre ("C") or the right ("R") of its width: put(x, 8.-L)
sas_align <- function(text, side, width = nchar(text)) {
  bare <- trimws(text, whitespace = " ")
  free <- pmax(width - nchar(bare), 0)
  left <- switch(side, L = 0 * free, R = free, C = free %/% 2 + free %% 2 * width %% 2)
  sas_pad(paste0(strrep(" ", left), bare), width)
}
