"""Plan to R 4.2 with dplyr 1.0 and tidyr 1.3.

>>> from translator.emit.r import emit, helper_module
"""

from translator.emit.r.helpers import helper_module
from translator.emit.r.program import emit

__all__ = ["emit", "helper_module"]
