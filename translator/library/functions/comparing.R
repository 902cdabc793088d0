# Modifiers applied in their order: i ignores case, l leading blanks, n quotes of name literals, : cuts the longer
sas_prepared <- function(texts, modifiers) {
  texts <- sas_trimmed(texts)
  for (modifier in sas_characters(tolower(modifiers))) {
    texts <- switch(modifier,
      i = toupper(texts),
      l = sub("^ +", "", texts),
      n = toupper(vapply(texts, sas_without_literal_quotes, character(1), USE.NAMES = FALSE)),
      ":" = substr(texts, 1, max(min(nchar(texts)), 1)),
      texts
    )
  }
  texts
}
sas_without_literal_quotes <- function(text) {
  mark <- substr(text, 1, 1)
  ends <- substring(text, nchar(text) - 1) %in% paste0(mark, c("n", "N"))
  if (nchar(text) < 3 || !mark %in% c("'", "\"") || !ends) return(text)
  gsub(strrep(mark, 2), mark, substr(text, 2, nchar(text) - 2), fixed = TRUE)
}

# COMPARE: the place of the first difference, negative if the first text comes first
sas_compare_texts <- function(first, second, modifiers = "") {
  sas_each(function(first, second, modifiers) {
    texts <- sas_prepared(c(first, second), modifiers)
    size <- max(nchar(texts))
    codes <- lapply(paste0(texts, strrep(" ", size - nchar(texts))), utf8ToInt)
    different <- which(codes[[1]] != codes[[2]])
    if (!length(different)) return(0)
    place <- different[1]
    if (codes[[1]][place] < codes[[2]][place]) -place + 0 else place + 0
  }, first, second, modifiers)
}

# COMPLEV: the Levenshtein distance, up to a cutoff
sas_complev <- function(first, second, ...) {
  sas_each(function(first, second, modifiers, cutoff) {
    texts <- sas_prepared(c(first, second), modifiers)
    min(as.numeric(adist(texts[1], texts[2])), cutoff)
  }, first, second, sas_modifiers(list(...)), sas_start(list(...), Inf))
}

# COMPGED and SPEDIS: the least cost of making one text out of another; `ways` gives the steps from a place
sas_least_cost <- function(made, given, ways) {
  costs <- matrix(Inf, length(given) + 1, length(made) + 1)
  costs[1, 1] <- 0
  for (used in 0:length(given)) for (done in 0:length(made)) {
    best <- costs[used + 1, done + 1]
    if (is.infinite(best)) next
    steps <- ways(made, given, used, done)
    for (i in seq_len(ncol(steps))) {
      row <- used + 1 + steps[1, i]
      column <- done + 1 + steps[2, i]
      costs[row, column] <- min(costs[row, column], best + steps[3, i])
    }
  }
  costs[length(given) + 1, length(made) + 1]
}
sas_compged_steps <- function(made, given, used, done) {
  new <- made[done + 1]
  old <- given[used + 1]
  marks <- sas_characters("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
  start <- used == 0 && done == 0
  cbind(
    if (!is.na(new)) c(0, 1, min(
      if (start) 200 else 100, if (is.na(old)) 50, if (identical(new, old)) 20, if (new == " ") 10, if (new %in% marks) 30
    )),
    if (!is.na(old)) c(1, 0, min(
      if (start) 200 else 100, if (is.na(new)) 10, if (identical(old, given[used + 2])) 20,
      if (old == " ") 10, if (old %in% marks) 30
    )),
    if (!is.na(new) && !is.na(old)) c(1, 1, if (new == old) 0 else if (start) 200 else 100),
    if (sas_swapped(made, given, used, done)) c(2, 2, 20),
    matrix(0, 3, 0)
  )
}
sas_spedis_steps <- function(made, given, used, done) {
  new <- made[done + 1]
  old <- given[used + 1]
  cbind(
    if (!is.na(new)) c(0, 1, min(
      if (done == 0) 200 else if (is.na(old)) 35 else 100,
      if (used > 0 && done > 0 && new == given[used] && new == made[done]) 50
    )),
    if (!is.na(old)) c(1, 0, min(if (used == 0) 100 else 50, if (used > 0 && old == given[used]) 25)),
    if (!is.na(new) && !is.na(old)) c(1, 1, if (new == old) 0 else if (used == 0 && done == 0) 200 else 100),
    if (sas_swapped(made, given, used, done)) c(2, 2, 50),
    matrix(0, 3, 0)
  )
}
sas_swapped <- function(made, given, used, done) {
  length(given) > used + 1 && length(made) > done + 1 && given[used + 1] == made[done + 2] && given[used + 2] == made[done + 1]
}
sas_compged <- function(first, second, ...) {
  sas_each(function(first, second, modifiers, cutoff) {
    texts <- sas_prepared(c(first, second), modifiers)
    min(sas_least_cost(sas_characters(texts[1]), sas_characters(texts[2]), sas_compged_steps), cutoff)
  }, first, second, sas_modifiers(list(...)), sas_start(list(...), Inf))
}
sas_spedis <- function(query, keyword) {
  sas_each(function(query, keyword) {
    cost <- sas_least_cost(sas_characters(sas_trimmed(query)), sas_characters(sas_trimmed(keyword)), sas_spedis_steps)
    cost %/% max(nchar(sas_trimmed(query)), 1)
  }, query, keyword)
}

# SOUNDEX: the first letter and the classes of sound of the others; neighbours of one class count once
sas_soundex <- function(text) {
  sas_each_text(function(text) {
    letters <- sas_characters(gsub("[^A-Z]", "", toupper(text), perl = TRUE))
    if (!length(letters)) return("")
    codes <- chartr("BFPVCGJKQSXZDTLMNRAEHIOUWY", "11112222222233455600000000", letters)
    kept <- codes != "0" & codes != c("", codes[-length(codes)])
    paste(c(letters[1], codes[-1][kept[-1]]), collapse = "")
  }, text)
}
