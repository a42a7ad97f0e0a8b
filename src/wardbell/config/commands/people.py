"""People of this node: `wardbell people first-administrator --email E --name N | found | list | token --email E --role R`."""

import argparse

from django.conf import settings

from wardbell.config.commands import _frame
from wardbell.ground.actors import OPERATOR
from wardbell.ground.errors import Refused, Unreadable
from wardbell.people.rules import TOKEN_LASTS_DAYS, Role


def run(arguments: list[str]) -> int:
    """Answers with one line of JSON for each person, link or count; exits 1 when it was refused."""
    given = _parser().parse_args(arguments)
    _frame.wake_django()
    try:
        return int(given.do(given))
    except Refused as refused:
        _frame.tell(refused.sentence)
        return _frame.CHECK_FAILED


def _first_administrator(given: argparse.Namespace) -> int:
    from wardbell.people import actions as people  # noqa: PLC0415  # tables, once Django is awake
    from wardbell.people import queries  # noqa: PLC0415
    from wardbell.web.account.links import invitation_link  # noqa: PLC0415

    token = people.first_administrator(email=given.email, name=given.name, office=given.office, by=OPERATOR)
    invitation = queries.invitation(token)
    _frame.answer(
        {"email": invitation.email, "link": invitation_link(token), "expires_at": invitation.expires_at}
    )
    _frame.tell("Open the link, or hand it over. It opens once, and whoever has it can use it.")
    return _frame.RAN


def _found(given: argparse.Namespace) -> int:
    from wardbell.people import actions as people  # noqa: PLC0415

    _frame.answer(vars(people.found_offices(given.pack or settings.JURISDICTION, by=OPERATOR)))
    return _frame.RAN


def _list(_given: argparse.Namespace) -> int:
    from wardbell.people import queries  # noqa: PLC0415

    for one in queries.everybody():
        roles = [f"{grant.role}@{grant.office or grant.organization}" for grant in one.person.grants]
        _frame.answer(
            {
                "id": one.person.id, "name": one.person.name, "email": one.person.email, "is_active": one.is_active,
                "roles": roles, "has_second_factor": one.person.has_second_factor,
            }
        )  # fmt: skip
    return _frame.RAN


def _token(given: argparse.Namespace) -> int:
    from wardbell.people import actions as people  # noqa: PLC0415
    from wardbell.people import queries  # noqa: PLC0415

    account_id = queries.account_by_email(given.email)
    if account_id is None:
        raise Unreadable("There is no active account of %(email)s.", email=given.email)
    place = {"organization": given.organization} if given.organization else {"office": given.office}
    secret = people.make_token(
        account_id, name=given.name, role=Role(given.role), days=given.days, by=OPERATOR, **place
    )
    _frame.answer({"email": given.email, "role": given.role, **place, "token": secret})
    return _frame.RAN


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="wardbell people", description=__doc__)
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    first = verbs.add_parser(
        "first-administrator", help="print the link by which the first administrator comes in"
    )
    first.add_argument("--email", required=True)
    first.add_argument("--name", required=True)
    first.add_argument("--office", default="clerk", help="the office they belong to (default: clerk)")
    first.set_defaults(do=_first_administrator)
    found = verbs.add_parser("found", help="make the offices and partners that the city's pack names")
    found.add_argument("--pack", default="", help="the folder in packs/jurisdictions (default: this node's)")
    found.set_defaults(do=_found)
    token = verbs.add_parser(
        "token", help="print a token for a made-up person's programs; on a live node each makes their own"
    )
    token.add_argument("--email", required=True)
    token.add_argument("--role", required=True, choices=[role.value for role in Role])
    token.add_argument("--office", default="", help="the office in which they hold the role")
    token.add_argument("--organization", default="", help="or the organization")
    token.add_argument("--name", default="command line", help="what it is for")
    token.add_argument("--days", type=int, default=TOKEN_LASTS_DAYS)
    token.set_defaults(do=_token)
    verbs.add_parser("list", help="print every account with its roles").set_defaults(do=_list)
    return parser
