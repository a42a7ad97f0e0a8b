"""Finding the rows to act on; for the files of this shelf alone."""

from uuid import UUID

from wardbell.ground.errors import Unreadable
from wardbell.people import models


def account_row(account_id: str) -> models.Account:
    """Returns an active account, locked until the transaction ends."""
    row = _locked_account(account_id)
    if row is None or not row.is_active:
        raise Unreadable("There is no active account with this id.")
    return row


def office_row(code: str) -> models.Office:
    """Returns an office, locked until the transaction ends."""
    row = models.Office.objects.select_for_update().filter(code=code).first()
    if row is None:
        raise Unreadable("There is no office '%(code)s'.", code=code)
    return row


def place_of(*, office: str, organization: str) -> tuple[models.Office | None, models.Organization | None]:
    """Returns the one office or the one organization in which somebody is given a role."""
    if bool(office) == bool(organization):
        raise Unreadable("Choose an office or an organization, one of the two.")
    if office:
        return office_row(office), None
    row = models.Organization.objects.filter(code=organization).first()
    if row is None:
        raise Unreadable("There is no organization '%(code)s'.", code=organization)
    return None, row


def _locked_account(account_id: str) -> models.Account | None:
    try:
        return models.Account.objects.select_for_update().filter(id=UUID(account_id)).first()
    except ValueError:
        return None
