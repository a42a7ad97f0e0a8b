"""What kind of data each field holds, and how long each room keeps what it holds.

The four classes are those of the Minnesota Government Data Practices Act, Minn. Stat. 13.02, subd. 3, 9, 12, 13, 15;
a jurisdiction with other classes maps them in its pack.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class DataClass(StrEnum):
    PUBLIC = "public"  #: anyone may have it (13.03 subd. 1)
    PRIVATE = "private"  #: the person it is about, and those whose work needs it (13.02 subd. 12)
    CONFIDENTIAL = "confidential"  #: not even the person it is about (13.02 subd. 3)
    PROTECTED = "protected"  #: not on persons, not public (13.02 subd. 13)


@dataclass(frozen=True, kw_only=True)
class Keep:
    """How long one table's rows are kept, and why; `days=None` means for good (an official record)."""

    table: str
    days: int | None
    because: str

    @property
    def period(self) -> timedelta | None:
        return None if self.days is None else timedelta(days=self.days)


def classified(
    *, public: str = "", private: str = "", confidential: str = "", protected: str = ""
) -> dict[str, DataClass]:
    """Returns {field: class}; each argument lists field names between spaces. A test compares it with the model's fields."""
    given = {
        DataClass.PUBLIC: public,
        DataClass.PRIVATE: private,
        DataClass.CONFIDENTIAL: confidential,
        DataClass.PROTECTED: protected,
    }
    return {name: data_class for data_class, names in given.items() for name in names.split()}
