"""Words of closed lists that a refusal may name, marked here so that every catalogue holds them.

The rooms below hand a word in as a member of its enumeration; `errors.sentence_of` says it in the reader's language.
Nothing calls this.
"""

from django.utils.translation import gettext_noop as _

WORDS = (
    # roles
    _("member"), _("deputy"), _("aide"), _("president"), _("designee"), _("approver"), _("duty clerk"), _("counsel"),
    _("translator"), _("partner"), _("administrator"), _("clerk"), _("safety officer"),
    # states of a notice, of a request to an office, of a sign-up
    _("draft"), _("in review"), _("published"), _("withdrawn"), _("ended"),
    _("open"), _("acknowledged"), _("exhausted"), _("cancelled"),
    _("pending"), _("active"), _("stopped"),
    # classes of sign-off
    _("native"), _("sample"),
)  # fmt: skip
