"""Made-up contact lists: people named by what they do, at addresses and numbers that nobody can own."""

from collections.abc import Iterable
from itertools import count

HEAD = "Office,Role,Name or title,E-mail,Mobile,Language"
LINES = [
    "City attorney,line,Duty number,,612-555-0100,",
    "City clerk,line,Duty number,,(612) 555-0101,",
    "Hotline,line,Hotline,,612.555.0102,",
    "Languages,line,Languages line,,+1 612 555 0103,",
    "Languages,line,Languages line in Spanish,,612-555-0104,es",
]
CITY = [
    ("Mayor", "designee", "Mayor's designee"), ("Police", "designee", "Chief's designee"),
    ("Emergency Management", "designee", "Emergency designee"), ("City Attorney", "counsel", "Assistant city attorney"),
    ("City Clerk", "duty clerk", "Duty clerk"), ("City Clerk", "administrator", "Administrator"),
    ("City Clerk", "approver", "Approver in the clerk's office"), ("Legal Aid", "approver", "Approver at legal aid"),
    ("Interpreters", "translator", "Translator"),
]  # fmt: skip


def contacts(wards: Iterable[str], *, without: str = "") -> str:
    """Returns a whole list for wards as the operator calls them; `without` leaves every row out that holds it."""
    number = count(1)
    rows = [_row(next(number), *one) for one in CITY]
    for place, ward in enumerate(wards):
        rows += [
            _row(next(number), ward, role, f"{role.title()} of {ward}")
            for role in ("member", "deputy", "aide")
        ]
        if place == 0:
            rows.append(_row(next(number), ward, "president", "Council president"))
    return "\n".join([HEAD, *(one for one in [*LINES, *rows] if not without or without not in one)]) + "\n"


def _row(n: int, office: str, role: str, name: str) -> str:
    return f"{office},{role},{name},person{n}@city.example,952-555-{n:04},"
