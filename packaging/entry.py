"""Where the installed program begins."""

import sys

from qlts_desktop.__main__ import main

sys.exit(main())
