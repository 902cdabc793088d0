# A value as FREQ prints it in cValue1: probabilities by PVALUE6.4, counts and degrees of freedom whole, others with 4 decimals
sas_named_cell <- function(name, value) {
  if (is.na(value)) return(".")
  if (grepl("^[ND]?DF_", name) || name == "F11") return(sas_shown(value))
  probabilities <- c("P", "PL", "PR", "P2", "XP", "XPL", "XPR", "XP2", "MPL", "MPR", "PF")
  if (sub("_.*", "", name) %in% probabilities && value < 0.0001) return("<.0001")
  sas_fixed(value, 4)
}
