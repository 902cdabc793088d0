# CALL ALLPERM: the next permutation, in which two neighbours are interchanged
sas_allperm <- function(count, values) {
  step <- trunc(count) - 1
  size <- length(values)
  offset <- 0
  if (step < 1 || step >= factorial(size)) return(values)
  while (size > 1 && step %% size == 0) { # the last of the values has come to an end: the others change
    step <- step %/% size
    offset <- offset + step %% 2
    size <- size - 1
  }
  if (size < 2) return(values)
  within <- step %% size
  place <- offset + (if ((step %/% size) %% 2 == 1) within else size - within)
  values[c(place, place + 1)] <- values[c(place + 1, place)]
  values
}

# CALL LEXPERM: the next permutation of the values that are not missing, in the order of a dictionary
sas_lexperm <- function(count, values) sas_lexperk(count, length(values), values)

# CALL LEXPERK: the next permutation of some of the values, in the order of a dictionary; they come first
sas_lexperk <- function(count, taken, values) {
  empty <- if (is.character(values)) values == "" else is.na(values)
  known <- values[!empty]
  n <- length(known)
  if (count < 2) return(c(sort(known, method = "radix"), values[empty]))
  if (taken < n) known[(taken + 1):n] <- sort(known[(taken + 1):n], method = "radix", decreasing = TRUE)
  rises <- which(known[-n] < known[-1])
  if (n < 2 || length(rises) == 0) return(values)
  place <- max(rises)
  later <- (place + 1):n
  other <- max(later[known[later] > known[place]])
  known[c(place, other)] <- known[c(other, place)]
  known[later] <- rev(known[later])
  c(known, values[empty])
}

# CALL LEXCOMB: the next combination of some of the values, in the order of a dictionary; it comes first
sas_lexcomb <- function(count, taken, values) {
  empty <- if (is.character(values)) values == "" else is.na(values)
  known <- sort(values[!empty], method = "radix")
  size <- min(trunc(taken), length(known))
  if (count < 2) return(c(known, values[empty]))
  for (place in rev(seq_len(size))) {
    larger <- known[known > values[place]]
    if (length(larger) >= size - place + 1) {
      chosen <- c(values[seq_len(place - 1)], larger[seq_len(size - place + 1)])
      left <- known
      for (value in chosen) left <- left[-match(value, left)]
      return(c(chosen, left, values[empty]))
    }
  }
  values
}

# CALL LEXCOMBI: the next combination of indices, in the order of a dictionary
sas_lexcombi <- function(total, taken, indices) {
  size <- length(indices)
  if (is.na(indices[1]) || indices[1] == 0) return(as.numeric(seq_len(size)))
  for (place in rev(seq_len(size))) {
    if (indices[place] < total - size + place) {
      indices[place:size] <- indices[place] + seq_len(size - place + 1)
      return(indices)
    }
  }
  indices
}
