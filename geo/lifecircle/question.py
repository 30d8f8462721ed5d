"""A question of the life circles as plain values: whatever asks it, they say all of it."""

from dataclasses import dataclass, field, replace

from geo.attributes import AttributeFilter
from geo.lifecircle.planned import UNSTATED, Unstated
from geo.lifecircle.shares import TARGET
from geo.network.pace import Pace
from geo.scenario.edits import Scenario

NETWORK, DETOUR, STRAIGHT = "路网步行", "直线×绕行系数", "直线距离"
METHODS = (NETWORK, DETOUR, STRAIGHT)

ALL_KINDS = ""
"""In place of a rule: every kind of the standard at once."""


@dataclass(frozen=True)
class Own:
    """A layer that was imported, by the name it is kept under, with its title and its filter."""

    token: str
    title: str
    wanted: AttributeFilter = AttributeFilter()


@dataclass(frozen=True)
class OwnDemand:
    """A layer as demand; areas are spread over points `spacing_m` apart.

    `ids`: what its ids are, in words; "" where that is not known.
    """

    layer: Own
    spacing_m: float = 50.0
    ids: str = ""


@dataclass(frozen=True)
class OwnNetwork:
    """A layer of lines as the walking network; lines this near to each other meet."""

    layer: Own
    tolerance_m: float = 1.0


@dataclass(frozen=True)
class OwnServices:
    """A layer as services.

    `column`, `stage_column` say what each row is ("": all are the same), `terms` what their words
    stand for: word, kind, stage. `instead`: they count in place of those that stand.
    """

    layer: Own
    terms: tuple[tuple[str, str, str], ...] = ()
    column: str = ""
    stage_column: str = ""
    instead: bool = False


@dataclass(frozen=True)
class Ways:
    """How distance is measured.

    `network`: "" for the main roads, the token of a network, or an imported layer of lines.
    """

    method: str = NETWORK
    detour: float = 1.3
    speed_m_per_min: float = 60.0
    delay_s: float = 0.0
    network: str | OwnNetwork = ""

    def __post_init__(self) -> None:
        """Refuse a pace that nobody walks at."""
        _ = self.pace

    @property
    def pace(self) -> Pace:
        """Speed and waiting."""
        return Pace(self.speed_m_per_min, self.delay_s)


@dataclass(frozen=True)
class Supply:
    """Which services count: those that stand, plan projects by id, imported layers, a scenario.

    `unstated` is what a school is taken for whose stage the plan does not state.
    """

    plan: tuple[str, ...] = ()
    unstated: Unstated = UNSTATED[0]
    scenario: Scenario | None = None
    own: tuple[OwnServices, ...] = ()

    @property
    def standing(self) -> "Supply":
        """The same without plan and scenario: what it is compared with."""
        return replace(self, plan=(), scenario=None)


@dataclass(frozen=True)
class Question:
    """What is asked: a preset of the standard, one of its rules or all, metres if not the rule's.

    `edited` is the planner's own table of rules as CSV, "" for the one that comes with the data;
    `demand` None for the estates, else an imported layer.
    """

    preset: str
    rule_id: str = ALL_KINDS
    walk_m: float = 0.0
    edited: str = ""
    demand: OwnDemand | None = None

    @property
    def of_rules(self) -> "Question":
        """The same as far as rules and demand are concerned: all rules, unless one was edited."""
        return self if self.walk_m else replace(self, rule_id=ALL_KINDS)


@dataclass(frozen=True)
class LifeCircleSettings:
    """Everything together.

    `weight`: column of people or dwellings of the demand, "" for none; `target`: share to reach.
    """

    question: Question
    ways: Ways = field(default_factory=Ways)
    supply: Supply = field(default_factory=Supply)
    weight: str = ""
    target: float = TARGET.share

    @property
    def compares(self) -> bool:
        """Whether something is added to what stands."""
        return self.supply != self.supply.standing


def is_own(*asked: object) -> bool:
    """Whether any of the values rests on something the planner brought or made."""
    return any(map(_is_own, asked))


def _is_own(asked: object) -> bool:
    if isinstance(asked, Question):
        return bool(asked.edited or asked.demand)
    if isinstance(asked, Ways):
        return bool(asked.network)
    if isinstance(asked, Supply):
        return bool(asked.scenario or asked.own)
    if isinstance(asked, tuple):
        return is_own(*asked)
    return isinstance(asked, (OwnDemand, OwnNetwork, OwnServices, Own)) or (
        isinstance(asked, str) and bool(asked)
    )
