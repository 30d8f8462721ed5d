"""What every command does with the console it is given."""

import sys


def keep_printing() -> None:
    """Print ? for what a console cannot show, rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def tell_share(stage: str, share: float) -> None:
    """Tell how far a work is (share 0 to 1), beside the results."""
    print(f"[{share:4.0%}] {stage}", file=sys.stderr, flush=True)
