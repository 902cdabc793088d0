# A number within the fuzz of a format's range end counts as the end
sas_snap <- function(x, ends, fuzz = 1e-12) {
  for (end in ends) x[!is.na(x) & x != end & abs(x - end) <= fuzz] <- end
  x
}
