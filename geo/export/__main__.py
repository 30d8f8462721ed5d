"""Exports headless: `python -m geo.export --help`."""

import sys

from geo.outgoing.command import main

if __name__ == "__main__":
    sys.exit(main())
