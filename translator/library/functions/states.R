# States of the USA: FIPS codes, postal codes and names
sas_states <- list(
  code = c(
    1, 2, 4, 5, 6, 8, 9, 10, 11, 12, 13, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32,
    33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 44, 45, 46, 47, 48, 49, 50, 51, 53, 54, 55, 56, 66, 72
  ),
  postal = c(
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "DC", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY",
    "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH",
    "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY", "GU", "PR"
  ),
  name = c(
    "Alabama", "Alaska", "Arizona", "Arkansas", "California", "Colorado", "Connecticut", "Delaware",
    "District of Columbia", "Florida", "Georgia", "Hawaii", "Idaho", "Illinois", "Indiana", "Iowa", "Kansas",
    "Kentucky", "Louisiana", "Maine", "Maryland", "Massachusetts", "Michigan", "Minnesota", "Mississippi",
    "Missouri", "Montana", "Nebraska", "Nevada", "New Hampshire", "New Jersey", "New Mexico", "New York",
    "North Carolina", "North Dakota", "Ohio", "Oklahoma", "Oregon", "Pennsylvania", "Rhode Island",
    "South Carolina", "South Dakota", "Tennessee", "Texas", "Utah", "Vermont", "Virginia", "Washington",
    "West Virginia", "Wisconsin", "Wyoming", "Guam", "Puerto Rico"
  )
)

# The part of the table at places; an other text where there is none
sas_state_at <- function(place, part, otherwise) {
  found <- sas_states[[part]][place]
  as.character(ifelse(is.na(found), otherwise, found))
}
sas_state_of_code <- function(code) match(trunc(code), sas_states$code)
sas_state_of_postal <- function(postal) match(toupper(trimws(postal)), sas_states$postal)

# FIPSTATE, FIPNAME, FIPNAMEL: postal code and name of a FIPS code; STFIPS, STNAME, STNAMEL: of a postal code
sas_fipstate <- function(code) sas_state_at(sas_state_of_code(code), "postal", ifelse(is.na(code), "", "--"))
sas_fipname <- function(code) toupper(sas_fipnamel(code))
sas_fipnamel <- function(code) sas_state_at(sas_state_of_code(code), "name", ifelse(is.na(code), "", "Invalid Code"))
sas_stfips <- function(postal) sas_states$code[sas_state_of_postal(postal)]
sas_stname <- function(postal) toupper(sas_stnamel(postal))
sas_stnamel <- function(postal) sas_state_at(sas_state_of_postal(postal), "name", "")
