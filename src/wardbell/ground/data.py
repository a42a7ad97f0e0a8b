"""What kind of data each field holds, and how long each room keeps what it holds.

The four classes are those of the Minnesota Government Data Practices Act, Minn. Stat. 13.02, subd. 3, 9, 12, 13, 15.
Which section makes a field what it is stands in packs/data_practices, one file for each law.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import Path

from wardbell.ground.errors import Unreadable


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


@dataclass(frozen=True, kw_only=True)
class Law:
    """Where a law says what each class is, and why some fields are of theirs."""

    name: str
    classes: Mapping[DataClass, tuple[str, str]]  #: (what the law calls it, citation)
    reasons: tuple[
        tuple[str, DataClass, str], ...
    ]  #: (Room.Table.field with *, class, citation), the first that fits

    def citation_of(self, field: str, data_class: DataClass) -> str:
        """Returns why a field, as Room.Table.field, is of its class."""
        narrow = (why for of, one, why in self.reasons if one == data_class and fnmatchcase(field, of))
        return next(narrow, self.classes[data_class][1])


def read_law(path: Path) -> Law:
    """Reads one file of packs/data_practices.

    Raises:
        Unreadable: it lacks something or is not of the form; the sentence names the file.
    """
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        return Law(
            name=found["law"],
            classes={
                one: (found["class"][one]["name"], found["class"][one]["citation"]) for one in DataClass
            },
            reasons=tuple((one["of"], DataClass(one["class"]), one["citation"]) for one in found["reason"]),
        )
    except OSError as error:
        raise Unreadable(f"There is no readable file {path.name} of data practices.") from error
    except (KeyError, TypeError, ValueError) as error:
        raise Unreadable(f"{path.name} of the data practices lacks or misstates: {error}.") from error
