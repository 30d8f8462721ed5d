"""图签: who answers for a sheet."""

from dataclasses import dataclass

from geo.errors import DataError

_LONGEST = 60


@dataclass(frozen=True)
class Imprint:
    """What stands in the 图签; an empty field is left to be filled in by hand.

    Parameters
    ----------
    office
        编制单位.
    drawn, checked, approved
        制图、校核、审核: names of persons.
    day
        日期 as it is to be printed, any form.

    Raises
    ------
    DataError
        If a field is longer than a 图签 holds.
    """

    office: str = ""
    drawn: str = ""
    checked: str = ""
    approved: str = ""
    day: str = ""

    def __post_init__(self) -> None:
        """Refuse what could not be read in the box."""
        for title, words in self.fields():
            if len(words) > _LONGEST:
                raise DataError(
                    f"图签“{title}”有 {len(words)} 字，最多 {_LONGEST} 字；请改短：{words[:20]}…"
                )

    def fields(self) -> tuple[tuple[str, str], ...]:
        """Return title and words of each field, in the order of the box."""
        return (
            ("编制单位", self.office),
            ("制图", self.drawn),
            ("校核", self.checked),
            ("审核", self.approved),
            ("日期", self.day),
        )

    def filled(self) -> bool:
        """Return whether any field holds words."""
        return any(words.strip() for _, words in self.fields())
