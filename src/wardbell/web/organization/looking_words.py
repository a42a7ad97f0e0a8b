"""The words of the confirmer's pages: for each member of a closed list, what a person reads."""

from django.utils.translation import gettext_lazy as _

from wardbell.reports.rules import Answer, Brief, FixedWord, Ground, OfferState

BRIEF = {
    Brief.MAY_DECLINE: _("You may say no, now and later. Nobody asks why."),
    Brief.ONLY_IF_NEAR: _("Do not travel there if you are not already near."),
    Brief.PUBLIC_PLACE: _("Look from a public place, where anybody may stand."),
    Brief.LEAVE_WHEN_TOLD: _("Leave at once when the desk or an official tells you to."),
    Brief.DO_NOT_INTERFERE: _("Do not speak to, block, follow or warn anybody. You are there to see."),
    Brief.NO_FACES_NO_PLATES: _("Take no picture of a face or a plate, and write down neither."),
}
STATES = {
    OfferState.OFFERED: _("asked, no answer yet"),
    OfferState.ACCEPTED: _("on the way"),
    OfferState.DECLINED: _("said no"),
    OfferState.LAPSED: _("did not answer in time"),
    OfferState.NOT_NEEDED: _("not needed"),
    OfferState.ON_SITE: _("there"),
    OfferState.STOOD_DOWN: _("told to leave"),
    OfferState.DONE: _("has left and is well"),
}
ANSWERS = {
    Answer.ENFORCEMENT: _("Yes"),
    Answer.NOT_IMMIGRATION: _("No, it is something else"),
    Answer.UNCLEAR: _("Not known"),
    Answer.NOTHING_THERE: _("Nothing is there"),
}
FOUND = {
    Answer.ENFORCEMENT: _("Civil immigration enforcement"),
    Answer.NOT_IMMIGRATION: _("Not immigration enforcement"),
    Answer.UNCLEAR: _("Not known"),
    Answer.NOTHING_THERE: _("Nothing is there"),
    Answer.ENDED: _("It is over"),
}
GROUNDS = {
    Ground.PUBLIC: _("Yes"),
    Ground.AT_A_HOME: _("No, it is at a home"),
    Ground.NOT_KNOWN: _("Not known"),
}
FIXED = {
    FixedWord.ON_MY_WAY: _("On my way"),
    FixedWord.ARRIVED: _("Arrived"),
    FixedWord.SEE_NOTHING: _("I see nothing"),
    FixedWord.SEE_SOMETHING: _("I see something"),
    FixedWord.NOT_IMMIGRATION: _("Not immigration enforcement"),
    FixedWord.IT_IS_OVER: _("It is over"),
    FixedWord.LEAVING: _("Leaving"),
    FixedWord.AM_WELL: _("I am well"),
    FixedWord.NEED_HELP: _("I need help"),
    FixedWord.LEAVE_NOW: _("Leave now"),
    FixedWord.NO_MORE_NEEDED: _("No more needed"),
    FixedWord.HANDED_OVER: _("Handed over"),
}
