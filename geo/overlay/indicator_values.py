"""What may be reported of an indicator: figures of the same kind as the plan's own."""

from pandas import Series

from geo.geometry_parsing import Flaw
from geo.printed_figures import entered_parts, printed_parts


def figure_flaw(indicator: Series, text: str) -> Flaw | None:
    """Return what is wrong with a figure reported of an indicator, None where nothing is.

    `indicator` is its row: as many numbers are wanted as its target has.
    """
    wanted = printed_parts(str(indicator["target"]))
    given = entered_parts(text)
    if given and len(given) == max(1, len(wanted)):
        return None
    if len(wanted) > 1:
        cure = f"请填 {len(wanted)} 个数，用英文冒号隔开，如规划所印的 {indicator['target']}"
        return Flaw(text, f"不是 {len(wanted)} 个数", cure)
    return Flaw(text, "不是一个数", "请只填数字，不带单位、逗号和文字；说明请写在该年的说明里")
