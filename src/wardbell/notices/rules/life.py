"""The life of a notice, who must stand behind it, and who is asked when."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from wardbell.ground.errors import NotAllowed, WrongState
from wardbell.notices.rules.reach import Status


class State(StrEnum):
    DRAFT = "draft"
    IN_REVIEW = "in_review"  #: the approver pool is being asked
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"  #: it was wrong, or sent in error; a withdrawal says so to the same audience
    ENDED = "ended"  #: what it told of is over, or a correction took its place


NEXT: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.IN_REVIEW, State.PUBLISHED}),
    State.IN_REVIEW: frozenset({State.DRAFT, State.PUBLISHED}),
    State.PUBLISHED: frozenset({State.WITHDRAWN, State.ENDED}),
    State.ENDED: frozenset({State.WITHDRAWN}),
    State.WITHDRAWN: frozenset(),
}
#: everything that was said once, whatever became of it
SAID: frozenset[State] = frozenset({State.PUBLISHED, State.WITHDRAWN, State.ENDED})


class NoticeAudience(StrEnum):
    """Whom a row speaks to; each row speaks to one of them."""

    COUNCIL = "council"
    PUBLIC = "public"


class Speaker(StrEnum):
    """Whose word a notice is."""

    CITY = "city"
    COMMUNITY = "community"  #: an organization of the community, by its public name


OFFICIAL_NOTICE = "official_notice"
BULLETIN = "bulletin"
PREPAREDNESS = "preparedness"
RUMOUR_CHECK = "rumour_check"
CORRECTION = "correction"
ALL_CLEAR = "all_clear"
WITHDRAWAL = "withdrawal"

#: what can be made of an official notice for the public; one of them at a time
PUBLIC_VERSIONS: tuple[str, ...] = (BULLETIN, PREPAREDNESS, RUMOUR_CHECK)
#: what two persons send to take another notice's place
REPLACEMENTS: tuple[str, ...] = (CORRECTION, ALL_CLEAR)
#: what says something about an earlier notice, to whoever got that one
FOLLOWING: tuple[str, ...] = (*REPLACEMENTS, WITHDRAWAL)

#: with these statuses an official notice may leave on one person's word, told to a second in the same second
SINGLE_SIGNED_STATUSES: frozenset[Status] = frozenset(
    {Status.ONGOING, Status.ENDED, Status.PUBLICLY_ANNOUNCED}
)


#: the largest number of people that an organization can say it told
MOST_PEOPLE = 1_000_000


class WithdrawReason(StrEnum):
    """Why something is withdrawn: the closed list that the reviewed phrases know."""

    SENT_IN_ERROR = "sent_in_error"
    NOT_SO = "not_so"
    ENDED_EARLY = "ended_early"
    WRONG_AREA = "wrong_area"
    TEST_BY_MISTAKE = "test_by_mistake"


class Answered(StrEnum):
    """What a person who was asked said."""

    NOT_YET = ""
    APPROVED = "approved"
    SENT_BACK = "sent_back"
    COUNTERSIGNED = "countersigned"
    DISPUTED = "disputed"


@dataclass(frozen=True, kw_only=True)
class Signatures:
    """Who stands behind a notice; ids of accounts."""

    author: str
    approver: str | None = None
    on_behalf_of: str | None = None  #: the designee who phoned the duty clerk

    @property
    def speakers(self) -> frozenset[str]:
        """Everybody whose word it is: none of them can be its second person."""
        return frozenset(one for one in (self.author, self.on_behalf_of) if one is not None)


def move(state: State, to: State) -> State:
    """Returns the new state.

    Raises:
        WrongState: there is no way from here to there.
    """
    if to not in NEXT[state]:
        raise WrongState("This notice is %(state)s and cannot become %(to)s.", state=state, to=to)
    return to


def check_may_be_held(*, audience: NoticeAudience, kind: str, state: State) -> None:
    """Lets a safety hold delay what goes to the public and takes nothing back.

    Raises:
        NotAllowed: it goes to the council, or corrects or withdraws something: that never waits.
        WrongState: it is not out, or does not stand any more.
    """
    if audience is not NoticeAudience.PUBLIC:
        raise NotAllowed("What goes to the council offices cannot be held.")
    if kind in FOLLOWING:
        raise NotAllowed("Corrections and all-clears cannot be held.")
    if state is not State.PUBLISHED:
        raise WrongState("Only a public message that is out can be held.")


def check_may_be_sent_again(*, audience: NoticeAudience, state: State) -> None:
    """Lets a message go once more to those who did not get it.

    Raises:
        WrongState: it did not go to the public, is not out, or does not stand any more.
    """
    if audience is not NoticeAudience.PUBLIC or state is not State.PUBLISHED:
        raise WrongState("Only a public message that stands can be sent again.")


def may_be_single_signed(*, kind: str, status: Status, free_text: str, reason: str = "") -> bool:
    """Says whether this is one of the two forms that may leave on one person's word.

    (a) an official notice that something is ongoing, ended or publicly announced; (b) a withdrawal in reviewed phrases.
    """
    if free_text:
        return False
    if kind == OFFICIAL_NOTICE:
        return status in SINGLE_SIGNED_STATUSES
    return kind == WITHDRAWAL and bool(reason)


def check_two_persons(  # the sentence of the law, in its order
    signatures: Signatures,
    *,
    kind: str,
    status: Status,
    free_text: str,
    reason: str = "",
    single_signed: bool,
) -> None:
    """Lets pass what two persons stand behind, or one of the two single-signed forms.

    Raises:
        NotAllowed: it would leave on one person's word.
    """
    if signatures.approver is not None:
        check_is_another(signatures.approver, signatures)
        return
    if not single_signed or not may_be_single_signed(
        kind=kind, status=status, free_text=free_text, reason=reason
    ):
        raise NotAllowed("This needs a second person: ask for approval.")


def check_is_another(account_id: str, signatures: Signatures) -> None:
    """Lets pass a person who did not say the thing.

    Raises:
        NotAllowed: it is the author, or the designee on whose behalf it was entered.
    """
    if account_id in signatures.speakers:
        raise NotAllowed("These are your own words: a second person must check them.")


def next_to_ask(
    order: Sequence[str],
    *,
    asked: Mapping[str, datetime],
    never: Collection[str],
    wait: timedelta,
    now: datetime,
) -> str | None:
    """Returns whose turn it is, or None while the last person asked still has time, or when nobody is left.

    `order` holds account ids; `asked` maps those already asked to when; `never` are those who cannot be asked.
    """
    if asked and now < max(asked.values()) + wait:
        return None
    return next((one for one in order if one not in asked and one not in never), None)


def is_unanswered_late(*, published_at: datetime, is_answered: bool, wait: timedelta, now: datetime) -> bool:
    """Says whether nobody countersigned or disputed in time, so that the notice must show it."""
    return not is_answered and now >= published_at + wait
