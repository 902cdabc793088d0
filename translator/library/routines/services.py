"""CALL routines that need an engine: macro variables, names, random numbers, the session."""

from __future__ import annotations

from translator.library.routines.registry import service

service("MISSING", "var...", (0,), "variables", "Set variables to missing.")
service("VNAME", "var var", (1,), "variables", "Assign a variable's name to a variable.")
service("LABEL", "var var", (1,), "variables", "Assign a variable's label to a variable.")
service(
    "VNEXT", "var [var] [var]", (0, 1, 2), "variables", "Return name, type and length of the next variable."
)
service("SET", "num", (), "datasets", "Link variables of the step to those of an open data set.")
service("SYMPUT", "char any", (), "macro", "Assign a value to a macro variable.")
service("SYMPUTX", "any any [char]", (), "macro", "Assign a value without outer blanks to a macro variable.")
service("SYMDEL", "char [char]", (), "macro", "Delete a macro variable.")
service("EXECUTE", "char", (), "macro", "Execute SAS code after the step, macro statements at once.")
service("STREAMINIT", "[char] num", (), "random", "Set the seed of RAND.")
for _name, _parameters in (
    ("RANUNI", 0), ("RANNOR", 0), ("RANEXP", 0), ("RANCAU", 0), ("RANTRI", 1), ("RANPOI", 1), ("RANGAM", 1), ("RANBIN", 2),
):  # fmt: skip
    service(
        _name, " ".join(["var", *["num"] * _parameters, "var"]), (0, 1 + _parameters), "random",
        f"Return a seed and a random number as the {_name} function does.",
    )  # fmt: skip
service(
    "RANTBL",
    "var num... var",
    (0, -1),
    "random",
    "Return a seed and a random number of a table of probabilities.",
)
service("RANPERM", "var var...", (0, 1), "random", "Permute the values of variables at random.")
service(
    "RANPERK", "var num var...", (0, 2), "random", "Choose some of the values at random: they come first."
)
service(
    "RANCOMB",
    "var num var...",
    (0, 2),
    "random",
    "Choose some of the values at random: they come first, sorted.",
)
service(
    "PRXPOSN", "num num var [var]", (2, 3), "prx", "Return position and length of a part of the last match."
)
service("PRXFREE", "var", (0,), "prx", "Free a pattern.")
service("PRXDEBUG", "num", (), "prx", "Write notes on patterns to the log.")
service("COMPCOST", "char num...", (), "compged", "Set the costs of COMPGED.")
service("SYSTEM", "char", (), "system", "Give a command to the operating system.")
service("SLEEP", "num [num]", (), "clock", "Wait for a number of units.")
service("MODULE", "char any...", (), "system", "Call a routine of an external library.")
service("POKE", "any num [num]", (), "system", "Write a value into memory.")
service("POKELONG", "any char [num]", (), "system", "Write a value into memory.")
