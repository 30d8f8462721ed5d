"""What each chosen site adds when they are built one after another."""

from typing import NamedTuple

import numpy as np

from geo.siting.problem import SiteProblem


class Turns(NamedTuple):
    """One entry a site, in order, save `site` and `after_m`: one a demand point.

    `newly`: demand positions newly within the radius; `weight_newly`: their weight; `nearer`: how
    many demand points the site is nearer to than all before it; `metres_saved`: weighted metres
    that saves; `saved_mean_m`: their weighted mean, NaN where none; `site`: number of the site
    that serves each demand at the end, -1 where it keeps what exists; `after_m`: its walk then.
    """

    newly: list[np.ndarray]
    weight_newly: np.ndarray
    nearer: np.ndarray
    metres_saved: np.ndarray
    saved_mean_m: np.ndarray
    site: np.ndarray
    after_m: np.ndarray


def take_turns(problem: SiteProblem, chosen: np.ndarray) -> Turns:
    """Build the chosen candidates (positions) one after another; see `Turns`."""
    walks = _walks_to(problem, chosen)
    site, nearest = _nearest_by_turn(problem, walks)
    nearer = np.diff(nearest, axis=1) < 0
    saved = -np.diff(nearest, axis=1)
    weights = problem.weights[:, np.newaxis]
    covered = (problem.covered | ~problem.counted)[:, np.newaxis]
    reached = np.logical_or.accumulate(np.hstack([covered, walks <= problem.radius_m]), axis=1)
    newly = np.diff(reached.astype(int), axis=1) > 0
    metres, served = (weights * saved).sum(axis=0), (weights * nearer).sum(axis=0)
    after_m = np.fmin(problem.existing_distance_m, np.min(walks, axis=1, initial=np.inf))
    return Turns(
        newly=[np.flatnonzero(column) for column in newly.T],
        weight_newly=(weights * newly).sum(axis=0),
        nearer=nearer.sum(axis=0),
        metres_saved=metres,
        saved_mean_m=np.divide(metres, served, out=np.full(len(served), np.nan), where=served > 0),
        site=site,
        after_m=np.where(problem.counted, after_m, np.nan),
    )


def _walks_to(problem: SiteProblem, chosen: np.ndarray) -> np.ndarray:
    """(n, sites) metres; inf where they are no pair."""
    slots = np.full(len(problem.candidates_m), -1)
    slots[chosen] = np.arange(len(chosen))
    slot = slots[problem.pairs.place]
    kept = (slot >= 0) & problem.counted[problem.pairs.point]
    walks = np.full((len(problem.demand_m), len(chosen)), np.inf)
    walks[problem.pairs.point[kept], slot[kept]] = problem.pairs.distance_m[kept]
    return walks


def _nearest_by_turn(problem: SiteProblem, walks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Which site serves each demand at the end, and (n, sites + 1) counted walks turn by turn."""
    real = np.where(problem.counted, problem.existing_distance_m, 0.0)
    site = np.argmin(np.hstack([real[:, np.newaxis], walks]), axis=1) - 1
    all_walks = np.hstack([problem.walks_m[:, np.newaxis], walks])
    return site, np.minimum.accumulate(all_walks, axis=1)
