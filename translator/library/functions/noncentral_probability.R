# The noncentrality that is not negative and gives a probability; missing if the central one is smaller already
sas_noncentrality <- function(lower_at, probability) {
  central <- lower_at(0)
  if (is.na(probability) || is.na(central) || probability <= 0 || probability >= 1 || probability > central) return(NA_real_)
  if (probability == central) return(0)
  high <- 1
  while (lower_at(high) > probability && high < 1e5) high <- high * 2
  if (lower_at(high) > probability) return(NA_real_)
  sas_root_between(function(x) lower_at(x) - probability, 0, high)
}

# CNONCT, FNONCT and TNONCT: noncentrality parameters
sas_cnonct <- function(value, df, probability) {
  sas_number(sas_each(function(value, df, probability) {
    if (is.na(value) || value < 0) return(NA_real_)
    sas_noncentrality(function(x) sas_tail("CHISQUARE", value, c(df, x), TRUE), probability)
  }, value, df, probability))
}
sas_fnonct <- function(value, ndf, ddf, probability) {
  sas_number(sas_each(function(value, ndf, ddf, probability) {
    if (is.na(value) || value < 0) return(NA_real_)
    sas_noncentrality(function(x) sas_tail("F", value, c(ndf, ddf, x), TRUE), probability)
  }, value, ndf, ddf, probability))
}
sas_tnonct <- function(value, df, probability) {
  sas_number(sas_each(function(value, df, probability) {
    sas_noncentrality(function(x) sas_tail("T", value, c(df, x), TRUE), probability)
  }, value, df, probability))
}
