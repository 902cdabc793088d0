"""`python -m equivalence.fuzz`: see `run`."""

import sys

from equivalence.fuzz.run import main

sys.exit(main())
