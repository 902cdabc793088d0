# The two places that the interchange of that number concerns, NULL if there are not so many. The place p gets the values
# behind the first `taken` one after the other; before each of them the places after p go through what is left.
sas_interchange <- function(count, taken, left) {
  place <- 1
  while (left > 0) {
    inner <- choose(taken - place + left, left) - 1 # interchanges of the places behind
    if (count > inner + 1) {
      count <- count - inner - 1
      left <- left - 1
    } else if (count == inner + 1) {
      return(c(place, taken + left))
    } else {
      place <- place + 1
    }
  }
  NULL
}

# CALL ALLCOMB: the next combination, in which two values have changed places; it comes first
sas_allcomb <- function(count, taken, values) {
  pair <- if (count >= 2) sas_interchange(trunc(count) - 1, trunc(taken), length(values) - trunc(taken))
  if (!is.null(pair)) values[pair] <- values[rev(pair)]
  values
}

# CALL ALLCOMBI: the next combination of indices, then the one that was added and the one that was removed
sas_allcombi <- function(total, taken, indices) {
  size <- trunc(taken)
  others <- length(indices) - size
  if (is.na(indices[1]) || indices[1] == 0) return(c(seq_len(size), rep(0, others)))
  before <- indices[seq_len(size)]
  after <- sas_next_door(before, trunc(total))
  told <- c(setdiff(after, before), setdiff(before, after))
  if (!length(told)) told <- c(0, 0)
  c(after, told[seq_len(others)])
}

# The combination that follows in the revolving door (Knuth, 7.2.1.3, algorithm R); the last one is followed by the first
sas_next_door <- function(chosen, total) {
  size <- length(chosen)
  made <- c(chosen, total + 1)
  raising <- size %% 2 == 0
  if (!raising && made[1] + 1 < made[2]) return(c(made[1] + 1, chosen[-1]))
  if (raising && made[1] > 1) return(c(made[1] - 1, chosen[-1]))
  for (place in seq_len(size)[-1]) {
    if (!raising && made[place] > place) {
      made[c(place - 1, place)] <- c(place - 1, made[place - 1])
      return(made[seq_len(size)])
    }
    if (raising && made[place] + 1 < made[place + 1]) {
      made[c(place - 1, place)] <- c(made[place], made[place] + 1)
      return(made[seq_len(size)])
    }
    raising <- !raising
  }
  as.numeric(seq_len(size))
}

# CALL GRAYCODE: the size of the next subset, then 1 or 0 for every item
sas_graycode <- function(values) sas_graycode_code(values)$values

# The function GRAYCODE: also which item came or went
sas_graycode_code <- function(values) {
  chosen <- values[-1] %in% 1
  changed <- sas_changed_item(values[1], chosen)
  if (changed == 0) return(list(code = 0, values = rep(0, length(values))))
  chosen[changed] <- !chosen[changed]
  list(code = changed, values = c(sum(chosen), as.numeric(chosen)))
}

# GRAYCODE with a text whose letters tell which items are in the subset
sas_graycode_text <- function(size, text, items, marks) {
  marks <- sprintf("%-2s", marks)
  letters <- strsplit(formatC(text, width = -max(items, nchar(text))), "")[[1]]
  inside <- substr(marks, 1, 1)
  own <- seq_len(items)
  chosen <- letters[own] == inside
  changed <- sas_changed_item(size, chosen)
  chosen <- if (changed == 0) rep(FALSE, items) else ifelse(own == changed, !chosen, chosen)
  letters[own] <- ifelse(chosen, inside, substr(marks, 2, 2))
  list(code = changed, size = sum(chosen), text = sub(" +$", "", paste(letters, collapse = "")))
}

# The item that comes to a subset or goes; 0 where the subset is emptied first
sas_changed_item <- function(size, chosen) {
  if (is.na(size) || size < 0) return(0)
  if (sum(chosen) %% 2 == 0) 1 else min(which(chosen)[1] + 1, length(chosen))
}

# The functions of these names: a code that tells what has changed (0 or 1: the first call, -1: there are no more), and the values
sas_interchange_code <- function(places, after) {
  moved <- which(places != seq_along(places))
  list(code = if (length(moved)) moved[1] else -1, values = after)
}
sas_allperm_code <- function(count, values) {
  if (count < 2) return(list(code = 0, values = values))
  sas_interchange_code(sas_allperm(count, seq_along(values)), sas_allperm(count, values))
}
sas_allcomb_code <- function(count, taken, values) {
  if (count < 2) return(list(code = 0, values = values))
  sas_interchange_code(sas_allcomb(count, taken, seq_along(values)), sas_allcomb(count, taken, values))
}
sas_change_code <- function(first, before, after) {
  changed <- which(before != after)
  list(code = if (first) 1 else if (length(changed)) changed[1] else -1, values = after)
}
sas_lexperm_code <- function(count, values) sas_change_code(count < 2, values, sas_lexperm(count, values))
sas_lexperk_code <- function(count, taken, values) sas_change_code(count < 2, values, sas_lexperk(count, taken, values))
sas_lexcomb_code <- function(count, taken, values) sas_change_code(count < 2, values, sas_lexcomb(count, taken, values))
sas_lexcombi_code <- function(total, taken, indices) {
  sas_change_code(is.na(indices[1]) || indices[1] == 0, indices, sas_lexcombi(total, taken, indices))
}
