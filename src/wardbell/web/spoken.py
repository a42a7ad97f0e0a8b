"""Words of closed lists that a refusal may name, marked here so that every catalogue holds them.

The rooms below hand a word in as a member of its enumeration; `errors.sentence_of` says it in the reader's language.
Nothing calls this.
"""

from django.utils.translation import gettext_noop as _

WORDS = (
    # roles
    _("member"), _("deputy"), _("aide"), _("president"), _("designee"), _("approver"), _("duty clerk"), _("counsel"),
    _("translator"), _("partner"), _("administrator"), _("clerk"), _("safety officer"), _("hotline"), _("shift lead"), _("confirmer"),
    # states of a notice, of a request to an office, of a sign-up
    _("draft"), _("in review"), _("published"), _("withdrawn"), _("ended"),
    _("open"), _("acknowledged"), _("exhausted"), _("cancelled"),
    _("pending"), _("active"), _("stopped"),
    # states of an entry, of a deadline, of a complaint
    _("closed"), _("met"), _("exempt"), _("received"), _("handed over"), _("under review"), _("decided"),
    # states of a copy, as the post office refuses a step between them
    _("held"), _("queued"), _("sending"), _("sent"), _("failed"), _("unknown"), _("delivered"), _("undelivered"),
    _("expired"), _("suppressed"),
    # states of an offer to look, and dangers
    _("offered"), _("accepted"), _("declined"), _("lapsed"), _("not needed"), _("on site"), _("stood down"), _("done"),
    _("weapons"), _("gas"), _("injury"), _("crowd"), _("stay away"),
    # states of a picture
    _("waiting"), _("cleared"), _("deleted"),
    # levels of an incident
    _("unconfirmed"), _("corroborated"), _("confirmed community"), _("confirmed official"), _("not immigration"),
    _("unfounded"), _("retracted"),
    # classes of sign-off
    _("native"), _("sample"),
)  # fmt: skip
