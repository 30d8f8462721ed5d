"""`python -m geo.network`; see `command`."""

import sys

from geo.network.command import main

if __name__ == "__main__":
    sys.exit(main())
