"""Sending somebody the code by which they prove that they answer at their telephone number."""

from django.db import transaction

from wardbell.dispatch.actions.posting import post
from wardbell.dispatch.letters import Audience, Lane, Letter, Reach
from wardbell.ground.actors import Actor
from wardbell.people import actions as people


@transaction.atomic
def send_number_code(account_id: str, *, by: Actor) -> str:
    """Posts a fresh code to an official's number, by text message alone, and returns the posting's id.

    Raises:
        NotAllowed, Unreadable, WrongState: as `people.ask_number` does.
    """
    asked = people.ask_number(account_id, by=by)
    letter = Letter(
        subject=f"number:{account_id}", version=asked.number, phrase="number-code", slots={"code": asked.code},
        lane=Lane.OFFICIALS, may_reach=Reach.COUNCIL,
    )  # fmt: skip
    return post(letter, to=Audience(accounts=(account_id,)), by=by)
