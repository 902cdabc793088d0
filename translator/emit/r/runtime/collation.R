# PROC SORT with SORTSEQ=: stable, missing values smallest, texts in the order of the collating sequence; "-x" descends
sas_sort_collated <- function(rows, by, ...) {
  keys <- sas_collation_keys(rows, sub("^-", "", by), ...)
  turn <- do.call(order, c(
    unlist(lapply(by, function(name) sas_keys(keys[[sub("^-", "", name)]], startsWith(name, "-"))), recursive = FALSE),
    method = "radix"
  ))
  slice(rows, !!turn)  # a column may be called turn
}

# The variables `by`, texts replaced by keys whose order and equality are those of the collating sequence
sas_collation_keys <- function(rows, by, ...) {
  keys <- lapply(rows[by], function(x) {
    if (is.numeric(x)) return(x)
    known <- unique(x)
    vapply(known, sas_collation_key, "", ..., USE.NAMES = FALSE)[match(x, known)]
  })
  tibble::as_tibble(keys)
}

# A text whose order by code points is that of `text` in the collating sequence; trailing blanks do not count.
# Base letters differ first, then accents, then case
sas_collation_key <- function(
  text, strength = "tertiary", case_first = "lower", numeric = FALSE, shifted = FALSE, locale = "", table = ""
) {
  text <- sub(" +$", "", text)
  signs <- strsplit(text, "")[[1]]
  if (table != "") {
    letters_after <- c(swedish = "ÅÄÖ", finnish = "ÅÄÖ", danish = "ÆØÅ", norwegian = "ÆØÅ")[[table]]
    capital <- match(signs, strsplit(letters_after, "")[[1]])
    small <- match(signs, strsplit(tolower(letters_after), "")[[1]])
    code <- ifelse(!is.na(capital), paste0("Z", capital), ifelse(!is.na(small), paste0("z", small), paste0(signs, "0")))
    return(paste(code, collapse = ""))
  }
  tails <- c(sv = "åäö", fi = "åäö", da = "æøå", nb = "æøå", nn = "æøå", no = "æøå")
  tail <- tails[tolower(substr(locale, 1, 2))]
  tail <- if (is.na(tail)) character(0) else strsplit(tail, "")[[1]]
  order <- c(strsplit(" _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$", "")[[1]], 0:9, letters, tail)
  weight <- function(sign) {
    place <- match(sign, order)
    if (is.na(place)) sprintf("~%06x", utf8ToInt(sign)) else intToUtf8(32 + place)
  }
  same <- list()
  if (length(tail)) same <- if (tail[1] == "å") list("æ" = "ä", "ø" = "ö") else list("ä" = "æ", "ö" = "ø")
  pairs <- list("ß" = c("s", "s"), "æ" = c("a", "e"), "œ" = c("o", "e"), "þ" = c("t", "h"))
  low <- if (case_first == "upper") "2" else "1"
  high <- if (case_first == "upper") "1" else "2"
  runs <- if (numeric) regmatches(text, gregexpr("[0-9]+|[^0-9]", text))[[1]] else signs
  level <- c("", "", "")
  for (run in runs) {
    if (numeric && grepl("^[0-9]", run)) {
      digits <- sub("^0+", "", run)
      level <- paste0(level, c(paste0(weight("0"), intToUtf8(48 + nchar(digits)), digits), "A", low))
      next
    }
    if (shifted && run %in% order[1:24]) next
    sign <- tolower(run)
    case <- if (run != sign) high else low
    if (!is.null(same[[sign]])) sign <- same[[sign]]
    parts <- if (sign %in% tail || is.null(pairs[[sign]])) sign else pairs[[sign]]
    for (part in parts) {
      plain <- if (part %in% tail) NULL else sas_plain_letters[[part]]
      if (is.null(plain)) plain <- c(part, "A")
      level <- paste0(level, c(weight(plain[1]), plain[2], case))
    }
  }
  depth <- c(primary = 1, secondary = 2, tertiary = 3, quaternary = 4, identical = 4)[[strength]]
  paste(c(level, text)[seq_len(depth)], collapse = " ")
}

# Letters with accents: the base letter, and a rank of the accent
sas_plain_letters <- local({
  accented <- c(
    "áéíóúýćńśź", "àèìòù", "ăğ", "âêîôû", "čďěňřšťž", "åů", "äëïöüÿ", "őű", "ãñõ", "ėż", "øłđð", "çş", "ąęįų", "āēīōū"
  )
  bases <- c(
    "aeiouycnsz", "aeiou", "ag", "aeiou", "cdenrstz", "au", "aeiouy", "ou", "ano", "ez", "oldd", "cs", "aeiu", "aeiou"
  )
  found <- list()
  for (rank in seq_along(accented)) {
    marked <- strsplit(accented[rank], "")[[1]]
    plain <- strsplit(bases[rank], "")[[1]]
    for (place in seq_along(marked)) found[[marked[place]]] <- c(plain[place], intToUtf8(65 + rank))
  }
  found
})
