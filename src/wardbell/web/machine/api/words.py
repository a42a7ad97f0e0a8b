"""What calls hold and answers tell: fields of one form, so that what is refused here never reaches a room."""

import re
from datetime import UTC, datetime
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

_RFC3339 = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)", re.ASCII | re.IGNORECASE
)
_YEARS = range(2000, 2100)  # a year outside overflows where an instant is turned into another zone


class Given(BaseModel):
    """What a call brings: each field is named here, and nothing else may be sent."""

    model_config = ConfigDict(extra="forbid")


class Told(BaseModel):
    """What an answer tells. An instant is null while it has not happened."""

    model_config = ConfigDict(from_attributes=True)


def _instant(given: object) -> object:
    if not isinstance(given, str) or not _RFC3339.fullmatch(given):
        raise ValueError("write an instant as RFC 3339 does, such as 2026-11-23T11:00:00Z")
    at = datetime.fromisoformat(given.upper())
    if at.year not in _YEARS:
        raise ValueError("this year is out of reach")
    return at.astimezone(UTC)


def _closed(given: object) -> object:
    """A closed answer is one of its words, as text; nothing else is turned into one."""
    if not isinstance(given, str):
        raise ValueError("choose one of the words of the list")
    return given


KindName = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z_]{1,40}$")]
Instant = Annotated[datetime, BeforeValidator(_instant), Field(examples=["2026-11-23T10:53:00Z"])]
Closed = BeforeValidator(_closed)  #: beside a StrEnum
Line = Annotated[str, StringConstraints(strict=True, pattern=r"^[^\x00]*$")]
Reason = Annotated[str, StringConstraints(strict=True, pattern=r"^[^\x00]*$", max_length=500)]
Flag = Annotated[bool, Field(strict=True)]
AreaCode = Annotated[
    str,
    StringConstraints(strict=True, pattern=r"^(city|[a-z]+:[^\x00]{1,50})$", max_length=60),
    Field(examples=["ward:6"]),
]
Language = Annotated[
    str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=12), Field(examples=["so"])
]
