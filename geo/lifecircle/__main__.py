"""`python -m geo.lifecircle`; see `command`."""

import sys

from geo.lifecircle.command import main

if __name__ == "__main__":
    sys.exit(main())
