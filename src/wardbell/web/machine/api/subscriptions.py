"""A subscriber's own choices, by the secret of the link in each of their messages: never by a number or an address.

There is no sign-up here: who agrees must have read what they agree to, and that stands on a page. PUT and DELETE may be
repeated by their nature (RFC 9110 section 9.2.2), so they take no key.
"""

from typing import Annotated

from django.http import HttpRequest
from ninja import Router
from pydantic import Field, WithJsonSchema

from wardbell.ground.actors import Actor, ActorKind
from wardbell.subscribers import actions
from wardbell.subscribers import queries as readers
from wardbell.subscribers.rules import Method, State
from wardbell.web.machine.api.problems import NotFound
from wardbell.web.machine.api.words import AreaCode, Flag, Given, Language, Line, Told

router = Router(tags=["subscriptions"], auth=None)


class LanguageGiven(Given):
    """A language of this node."""

    language: Language


class ChoicesGiven(Given):
    """What one reader wants to hear of; it takes the place of what they chose before."""

    areas: list[AreaCode] = Field(min_length=1, max_length=60, examples=[["ward:6"]])
    topics: list[Line] = Field(max_length=20, examples=[["general"]])
    before_eight: Flag = Field(description="Whether urgent messages may come before eight in the morning.")


class Choices(Told):
    """What one reader chose; the fields are null when nothing of it is kept any more."""

    state: Annotated[
        State, WithJsonSchema({"type": "string", "enum": [one.value for one in State]})
    ]  # a notice has a State, too
    language: str | None
    areas: list[str] | None
    topics: list[str] | None
    before_eight: bool | None


@router.get(
    "/subscriptions/{slug:secret}",
    response=Choices,
    operation_id="readSubscription",
    summary="Your own choices",
)
def read(request: HttpRequest, secret: str) -> Choices:  # noqa: ARG001  # a view
    """Tells a reader what they chose; never where they are reached."""
    return _choices(_reader(secret))


@router.put(
    "/subscriptions/{slug:secret}/language",
    response=Choices,
    operation_id="changeLanguage",
    summary="Change your language",
)
def language(request: HttpRequest, secret: str, given: LanguageGiven) -> Choices:  # noqa: ARG001  # a view
    """Sets the language in which a reader is spoken to."""
    reader_id = _reader(secret)
    actions.change_language(reader_id, given.language, by=_by(reader_id))
    return _choices(reader_id)


@router.put(
    "/subscriptions/{slug:secret}/choices",
    response=Choices,
    operation_id="changeChoices",
    summary="Change what you hear of",
)
def choices(request: HttpRequest, secret: str, given: ChoicesGiven) -> Choices:  # noqa: ARG001  # a view
    """Sets a reader's areas, topics, and their answer about the early morning."""
    reader_id = _reader(secret)
    actions.change_choices(
        reader_id, areas=given.areas, topics=given.topics, before_eight=given.before_eight, by=_by(reader_id)
    )
    return _choices(reader_id)


@router.delete(
    "/subscriptions/{slug:secret}",
    response=Choices,
    operation_id="stopSubscription",
    summary="Stop everything",
)
def stop(request: HttpRequest, secret: str) -> Choices:  # noqa: ARG001  # a view
    """Stops everything to one reader, at once."""
    reader_id = _reader(secret)
    actions.stop(reader_id, by=_by(reader_id), method=Method.ONE_CLICK)
    return _choices(reader_id)


def _reader(secret: str) -> int:
    reader_id = readers.id_of_token(secret)
    if reader_id is None or readers.state(reader_id) is None:
        raise NotFound("There is no such subscription.")
    return reader_id


def _choices(reader_id: int) -> Choices:
    state, kept = readers.state(reader_id), readers.choices(reader_id)
    if state is None:
        raise NotFound("There is no such subscription.")
    if kept is None:
        return Choices(state=state, language=None, areas=None, topics=None, before_eight=None)
    return Choices(
        state=state, language=kept.language, areas=list(kept.areas), topics=list(kept.topics),
        before_eight=kept.before_eight,
    )  # fmt: skip


def _by(reader_id: int) -> Actor:
    return Actor(id=str(reader_id), kind=ActorKind.RESIDENT, label="reader")
