"""One large gap analysis: `python -m bench.large_gaps SIDE DEMAND FACILITIES`.

A process of its own, so that the peak of its memory is that of the analysis and its inputs alone.
"""

import sys
from dataclasses import replace

from bench.grids import grid_network, scattered
from bench.timing import best_s, peak_mb
from geo.lifecircle.gaps import analyse_gaps
from geo.lifecircle.rules import load_rules
from geo.network.walking import Walking
from tools.headless import ROOT

RULE = "life10-primary"
"""小学 within 500 m: what every made-up facility is."""


def main() -> None:
    """Measure and print, a name and a figure a line."""
    side, demand, facilities = (int(word) for word in sys.argv[1:])
    network, rules = grid_network(side), load_rules(ROOT / "data").loc[[RULE]]
    estates, places = scattered(demand, side, seed=1), scattered(facilities, side, seed=2)
    fresh_s = best_s(lambda: analyse_gaps(estates, places, rules, Walking(replace(network))))
    model = Walking(network)
    result = analyse_gaps(estates, places, rules, model)
    warm_s = best_s(lambda: analyse_gaps(estates, places, rules, model))
    print("edges", len(network.shapes))  # noqa: T201 - a command's output
    print("rows", len(result.table))  # noqa: T201
    print("fresh_s", fresh_s)  # noqa: T201
    print("warm_s", warm_s)  # noqa: T201
    print("peak_mb", peak_mb())  # noqa: T201


if __name__ == "__main__":
    main()
