# A root between two points where a function has different signs, by false position (Illinois)
sas_root_between <- function(at, low, high) {
  at_low <- at(low)
  at_high <- at(high)
  if (at_low == 0 || at_high == 0) return(if (at_low == 0) low else high)
  side <- 0
  middle <- low
  for (step in 1:300) {
    before <- middle
    middle <- (low * at_high - high * at_low) / (at_high - at_low)
    at_middle <- at(middle)
    if (at_middle == 0 || abs(middle - before) <= 1e-15 * abs(middle)) break
    if ((at_middle < 0) == (at_high < 0)) {
      high <- middle
      at_high <- at_middle
      if (side == 1) at_low <- at_low / 2
      side <- 1
    } else {
      low <- middle
      at_low <- at_middle
      if (side == -1) at_high <- at_high / 2
      side <- -1
    }
  }
  middle
}
