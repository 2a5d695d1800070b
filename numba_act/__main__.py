"""``python -m numba_act`` is ``numba-act``."""

import sys

from .cli import main

sys.exit(main())
