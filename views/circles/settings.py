"""All a planner has chosen on the page 生活圈, as frozen values."""

from dataclasses import dataclass, field

from geo.attributes import AttributeFilter

NETWORK, DETOUR, STRAIGHT = "路网步行", "直线×绕行系数", "直线距离"
METHODS = (NETWORK, DETOUR, STRAIGHT)

TODAY, PLANNED = "现状", "规划后"

ALL_KINDS = ""
"""In place of a rule: every kind of the standard at once."""


@dataclass(frozen=True)
class Own:
    """A layer of the panel 导入 by its name on the server, with its title and its filter."""

    token: str
    title: str
    wanted: AttributeFilter = AttributeFilter()


@dataclass(frozen=True)
class OwnDemand:
    """A layer as demand; areas are spread over points `spacing_m` apart."""

    layer: Own
    spacing_m: float = 50.0


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

    `network`: "" for the main roads, the token of a file, or a layer of the panel 导入.
    """

    method: str = NETWORK
    detour: float = 1.3
    speed_m_per_min: float = 60.0
    delay_s: float = 0.0
    network: str | OwnNetwork = ""


@dataclass(frozen=True)
class Supply:
    """Which services count: those that stand, plan projects by id, and a scenario (JSON or "").

    `unstated` is what a school is taken for whose stage the plan does not state; `own` are layers
    of the panel 导入.
    """

    plan: tuple[str, ...] = ()
    unstated: str = "九年一贯制"
    scenario: str = ""
    own: tuple[OwnServices, ...] = ()


@dataclass(frozen=True)
class Question:
    """What is asked: a preset of the standard, one of its rules or all, metres if not the rule's.

    `edited` is the planner's own table of rules as CSV, "" for the one that comes with the data;
    `demand` None for the estates, else a layer of the panel 导入.
    """

    preset: str
    rule_id: str = ALL_KINDS
    walk_m: float = 0.0
    edited: str = ""
    demand: OwnDemand | None = None


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
    return isinstance(asked, (OwnDemand, OwnNetwork, OwnServices, Own)) or (
        isinstance(asked, str) and bool(asked)
    )


@dataclass(frozen=True)
class Settings:
    """Everything together. `base` is what `supply` is compared with."""

    question: Question
    ways: Ways = field(default_factory=Ways)
    supply: Supply = field(default_factory=Supply)
    base: Supply = field(default_factory=Supply)

    @property
    def compares(self) -> bool:
        """Whether something is added to what stands."""
        return self.supply != self.base
