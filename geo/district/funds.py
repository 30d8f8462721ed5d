"""Sources of funds by which an office splits its sums."""

from typing import Annotated

from msgspec import Meta

from geo.district.told import Told, Words


class Fund(Told, frozen=True):
    """A source of funds: its id in names of fields, its title."""

    id: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9]{0,19}$")]
    title: Words


USUAL_FUNDS = (
    Fund(id="unsplit", title="未分来源"),
    Fund(id="central", title="中央资金"),
    Fund(id="provincial", title="省级资金"),
    Fund(id="municipal", title="市级资金"),
    Fund(id="district", title="区级资金"),
    Fund(id="bond", title="专项债券"),
    Fund(id="loan", title="银行贷款"),
    Fund(id="private", title="社会资本"),
    Fund(id="other", title="其他资金"),
)
"""Sources by which an office splits its sums; the first is for a sum that is not split."""
