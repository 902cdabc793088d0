"""Reading SAS text: scan, macro language, split into statements and steps, parse."""
