"""A file of changes: what one store has written, for another one to take in. JSON, format 2.

Format 1 knew no `as_of`; it is still read.
"""

from dataclasses import dataclass
from typing import Annotated, Final, Literal

from msgspec import Meta

from geo.ledger.bounds import MOST_BY, MOST_DOCUMENT, MOST_ID, MOST_WHY
from geo.ledger.model import Kind, Value, Verdict

FORMAT: Final = "planmap-changes"
VERSION: Final = 2
_MOST_FIELDS: Final = 400
MOST_BYTES: Final = 512 * 2**20
"""Of a file, attachments and all."""

_Uid = Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
_MaybeUid = Annotated[str, Meta(pattern="^([0-9a-f]{32})?$")]
_Word = Annotated[str, Meta(min_length=1, max_length=MOST_ID)]
_By = Annotated[str, Meta(min_length=1, max_length=MOST_BY)]
_Why = Annotated[str, Meta(max_length=MOST_WHY)]
_Document = Annotated[str, Meta(max_length=MOST_DOCUMENT)]
_Title = Annotated[str, Meta(max_length=4_000)]
_Number = Annotated[int, Meta(ge=0)]
_Time = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$")]
_Day = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\d$")]
_Mark = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


@dataclass(frozen=True)
class CarriedField:
    """One field of a carried change; `base` is the uid of the change before, "" for none."""

    field: _Word
    before: Value
    after: Value
    base: _MaybeUid


@dataclass(frozen=True)
class CarriedChange:
    """A change as another store wrote it; times are texts as the ledger has them."""

    uid: _Uid
    table: _Word
    item: _Word
    by: _By
    at: _Time
    why: _Why
    document: _Document
    kind: Kind
    undoes: _MaybeUid
    review: Literal["", "草稿", "通过", "退回"]
    fields: Annotated[tuple[CarriedField, ...], Meta(min_length=1, max_length=_MOST_FIELDS)]
    as_of: _Day | None = None


@dataclass(frozen=True)
class CarriedReview:
    """A verdict on a change."""

    uid: _Uid
    change: _Uid
    verdict: Verdict
    by: _By
    at: _Time
    word: _Why


@dataclass(frozen=True)
class DecidedField:
    """A value that was kept over another one."""

    field: _Word
    kept: Value
    over: Value


@dataclass(frozen=True)
class CarriedDecision:
    """A conflict that was decided for what the sender had; it came after the change `follows`."""

    uid: _Uid
    table: _Word
    item: _Word
    fields: Annotated[tuple[DecidedField, ...], Meta(min_length=1, max_length=_MOST_FIELDS)]
    by: _By
    at: _Time
    why: _Why
    follows: _MaybeUid


@dataclass(frozen=True)
class CarriedAttachment:
    """A photo or a PDF of an item; `content` is Base64."""

    uid: _Uid
    table: _Word
    item: _Word
    change: _MaybeUid
    title: _Word
    type: Literal["image/jpeg", "image/png", "application/pdf"]
    positioned: bool
    sha256: _Mark
    by: _By
    at: _Time
    content: str


@dataclass(frozen=True)
class CarriedWithdrawal:
    """That an attachment is shown no more."""

    uid: _Uid
    attachment: _Uid
    by: _By
    at: _Time
    why: _Why


@dataclass(frozen=True)
class ChangeFile:
    """All of a file; `plan` is the title of the plan whose items it speaks of."""

    format: Literal["planmap-changes"]
    version: Literal[1, 2]
    plan: _Title
    made: _Time
    since: _Number
    until: _Number
    changes: tuple[CarriedChange, ...]
    reviews: tuple[CarriedReview, ...]
    decisions: tuple[CarriedDecision, ...]
    attachments: tuple[CarriedAttachment, ...]
    withdrawals: tuple[CarriedWithdrawal, ...] = ()


CARRIED: Final = (
    ChangeFile,
    CarriedChange,
    CarriedField,
    CarriedReview,
    CarriedDecision,
    DecidedField,
    CarriedAttachment,
    CarriedWithdrawal,
)
"""Classes of which a file is made."""
