"""Words that the reader must know to cut text: raw data blocks, the macro language's own names, step words."""

from __future__ import annotations

DATALINES4_WORDS = frozenset({"datalines4", "cards4", "lines4", "parmcards4"})
DATALINES_WORDS = DATALINES4_WORDS | {"datalines", "cards", "lines", "parmcards"}

MACRO_STATEMENTS = frozenset(
    """abort copy display do else end global goto go if inc include input let local macro mend put return symdel
    syscall sysexec syslput sysmacdelete sysmstoreclear sysrput then to by until while window""".split()
)
MACRO_FUNCTIONS = frozenset(
    """bquote eval index length nrbquote nrquote nrstr qscan qsubstr qsysfunc quote qupcase scan str substr
    superq symexist symglobl symlocal sysevalf sysfunc sysget sysmacexist sysmexecdepth sysmexecname
    sysprod unquote upcase kindex klength kscan ksubstr kupcase qkscan qksubstr qkupcase""".split()
)
AUTOCALL_FUNCTIONS = frozenset(
    "cmpres qcmpres compstor datatyp left qleft lowcase qlowcase trim qtrim verify kverify tslit klowcase kcmpres kleft ktrim "
    "sysrc".split()
)
"""Macros that SAS delivers as an autocall library; here they are functions of the processor."""

MACRO_WORDS = MACRO_STATEMENTS | MACRO_FUNCTIONS | AUTOCALL_FUNCTIONS
