"""`python -m leima` is the `leima` command."""

import sys

from leima.cli import main

sys.exit(main())
