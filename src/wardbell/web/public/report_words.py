"""The words of the residents' form: for each member of a closed list, what a person reads."""

from django.utils.translation import gettext_lazy as _

from wardbell.reports.rules import FirstHand, Kind

#: what a resident may come with; abuse of the line is a lane of the desk alone
KINDS = {
    Kind.SIGHTING: _("I saw or heard of federal officers"),
    Kind.DETAINED_RELATIVE: _("Somebody I know was detained"),
    Kind.NEED_HELP: _("I need help"),
    Kind.QUESTION: _("I have a question"),
    Kind.MISCONDUCT: _("Somebody was treated badly"),
    Kind.THREAT: _("Somebody is threatened"),
}
FIRST_HAND = {
    FirstHand.YES: _("Yes, I saw it myself"),
    FirstHand.NO: _("No, somebody told me, or I read it"),
}
#: minutes ago
AGO = {
    "0": _("Now"), "15": _("A quarter of an hour ago"), "60": _("An hour ago"), "180": _("Some hours ago"),
    "1440": _("Yesterday or before"),
}  # fmt: skip
