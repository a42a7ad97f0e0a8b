"""Which notices somebody may know of who asks by themselves or by a token: never more than the doors would show."""

from dataclasses import dataclass

from wardbell.ground.actors import Actor
from wardbell.ground.errors import Unreadable
from wardbell.notices import rules
from wardbell.notices.queries import rows
from wardbell.notices.queries.values import NoticeView
from wardbell.notices.rules import Matter, NoticeAudience, State
from wardbell.people import queries as people
from wardbell.people.rules import Role, Verb, may


@dataclass(frozen=True, kw_only=True)
class Sight:
    """What somebody's roles let them see."""

    account_id: str
    roles: frozenset[Role]
    holds_office: bool  #: partners read what the public reads, where the public reads it
    is_asked: bool  #: belongs to an office that each council notice asks

    @property
    def follows_up(self) -> bool:
        """Whether they see every office's row."""
        return self.holds_office and may(self.roles, Verb.FOLLOW_UP)

    @property
    def approves(self) -> bool:
        return may(self.roles, Verb.APPROVE)

    def is_author(self, notice: NoticeView) -> bool:
        """Whether they wrote it, in a role that may speak to whom it speaks."""
        is_public, is_civic = notice.audience is NoticeAudience.PUBLIC, notice.matter is Matter.CIVIC
        drafts = is_public and may(self.roles, Verb.DRAFT_PUBLIC)
        says = may(self.roles, Verb.SPEAK) or may(self.roles, Verb.SPEAK_ON_BEHALF)
        return notice.author == self.account_id and (drafts or (says and (is_civic or not is_public)))

    def sees(self, notice: NoticeView) -> bool:
        """Whether they may know that a notice is there."""
        if notice.audience is NoticeAudience.COUNCIL and not self.holds_office:
            return False
        if self.is_author(notice):
            return True
        if notice.state in rules.SAID:
            is_public = notice.audience is NoticeAudience.PUBLIC
            return self.holds_office if is_public else self.follows_up or self.is_asked
        return notice.state is State.IN_REVIEW and self.approves

    def sees_answers(self, notice: NoticeView) -> bool:
        """Whether they may see every answer of a notice, and not what its text says alone."""
        return self.follows_up or self.approves or self.is_author(notice)


def sight_of(by: Actor) -> Sight:
    """Returns what whoever asks may see now; who comes by a token sees what its one role lets them."""
    roles, offices = people.roles_of_actor(by), people.offices_of_actor(by)
    is_asked = may(roles, Verb.ACKNOWLEDGE) and any(people.office(code).ward for code in offices)
    return Sight(account_id=by.id, roles=roles, holds_office=bool(offices), is_asked=is_asked)


def seen_by(notice_id: str, *, by: Actor) -> NoticeView:
    """Returns one notice, as far as whoever asks may know that it is there.

    Raises:
        Unreadable: there is none, or it is not theirs to see; both in the same words.
    """
    found = rows.view(rows.row(notice_id))
    if not sight_of(by).sees(found):
        raise Unreadable("There is no such notice.")
    return found


def listed_for(by: Actor, *, limit: int) -> list[NoticeView]:
    """Returns what whoever asks may see, the newest first: what was said, what waits for them, and their own drafts."""
    sight, shown = sight_of(by), []
    for row in rows.rows().order_by("-begun_at", "-id").iterator(chunk_size=limit):
        view = rows.view(row)
        if sight.sees(view):
            shown.append(view)
        if len(shown) == limit:
            break
    return shown
