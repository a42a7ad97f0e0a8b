"""The words of the desk for the rooms' closed answers."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from wardbell.reports.rules import (
    FirstHand,
    Kind,
    Level,
    PlaceKind,
    Post,
    Wait,
    Way,
)
from wardbell.safeguards import Kind as Masked
from wardbell.web.seen_words import Words

KINDS: Words = {
    Kind.SIGHTING: _("Somebody saw something"),
    Kind.DETAINED_RELATIVE: _("Somebody was taken: a relative or friend asks"),
    Kind.NEED_HELP: _("Needs help"),
    Kind.QUESTION: _("Has a question"),
    Kind.MISCONDUCT: _("Somebody was treated badly"),
    Kind.TO_SORT: _("To be sorted: a text that nobody has read yet"),
    Kind.ABUSE: _("Abuse of the line"),
    Kind.THREAT: _("Threat to anybody, officers included"),
}
SORTED: Words = {one: word for one, word in KINDS.items() if one != Kind.TO_SORT}  # what a volunteer may say
FIRST_HAND: Words = {
    FirstHand.YES: _("Yes, saw it"),
    FirstHand.NO: _("No, heard of it"),
    FirstHand.NOT_ASKED: _("Not asked yet"),
}
PLACE_KINDS: Words = {
    PlaceKind.INTERSECTION: _("A crossing"),
    PlaceKind.PUBLIC_PLACE: _("A public place"),
    PlaceKind.NEIGHBOURHOOD: _("A neighbourhood"),
    PlaceKind.WARD: _("A ward or the whole city"),
}
NAMED_PLACES: Words = {one: PLACE_KINDS[one] for one in (PlaceKind.INTERSECTION, PlaceKind.PUBLIC_PLACE)}
#: minutes before the call
SEEN_AGO: Words = {
    "0": _("It is going on now"),
    "15": _("A quarter of an hour ago"),
    "60": _("An hour ago"),
    "240": _("Some hours ago"),
    "1440": _("A day ago or more"),
}
WAITS: Words = {
    Wait.NEW: _("new"),
    Wait.WAITING: _("waits for a first label"),
    Wait.LATE: _("late: nobody has labelled it"),
    Wait.LABELLED: _("labelled"),
}
LEVELS: Words = {
    Level.RECEIVED: _("Received: nobody has judged it"),
    Level.UNCONFIRMED: _("Unconfirmed: one person saw it"),
    Level.CORROBORATED: _("Corroborated: two people saw it"),
    Level.CONFIRMED_COMMUNITY: _("Confirmed by the community"),
    Level.CONFIRMED_OFFICIAL: _("Confirmed by the city"),
    Level.NOT_IMMIGRATION: _("Real, and not immigration enforcement"),
    Level.UNFOUNDED: _("Unfounded"),
    Level.ENDED: _("Ended, or done"),
    Level.RETRACTED: _("Taken back: it was a mistake"),
}
POSTS: Words = {
    Post.HOTLINE: _("Hotline"),
    Post.SHIFT_LEAD: _("Shift lead"),
    Post.CONFIRMER: _("Confirmer"),
}
WAYS: Words = {
    Way.PHONE: _("by telephone"),
    Way.VOICEMAIL: _("by voicemail"),
    Way.WEB: _("by web form"),
    Way.SMS: _("by text message"),
    Way.MAIL: _("by e-mail"),
    Way.API: _("by a partner"),
    Way.APP: _("by messenger"),
    Way.PEER: _("by another node"),
}
MASKED: Words = {
    Masked.PLATE: _("a number plate"),
    Masked.BADGE_NUMBER: _("a badge number"),
    Masked.PHONE_PRIVATE: _("a telephone number"),
    Masked.EMAIL_PRIVATE: _("an e-mail address"),
    Masked.DWELLING_ADDRESS: _("somebody's home"),
    Masked.OFFICER_NAME: _("an officer's name"),
    Masked.PERSON_NAME_WITH_STATUS: _("a name with a status"),
    Masked.IMMIGRATION_STATUS: _("somebody's status"),
}


def say(words: Words, codes: tuple[str, ...]) -> list[Promise | str]:
    """Returns the words for some codes, in the order of the list; a code without a word stands as it is."""
    return [words[one] for one in words if one in codes] + [one for one in codes if one not in words]
