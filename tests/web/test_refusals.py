"""What a room refuses is written out as a whole sentence, and a door says it in the reader's language."""

import ast

import pytest
from django.utils import translation

from tests.house import plan
from wardbell.config.commands import _marked, catalogues
from wardbell.escalation.rules import RequestState
from wardbell.ground.errors import Conflict, NotAllowed, Refused, Screened, WrongState, spoken
from wardbell.notices import rules as notices
from wardbell.people import rules as people
from wardbell.people.rules import Role, Verb
from wardbell.phrases.rules import GoLiveRole, SignClass
from wardbell.subscribers import rules as subscribers
from wardbell.web.errors import sentence_of

TRANSLATED = [one.tag for one in catalogues.translated()]
#: handed the whole sentence by its caller, which names it in the same file
HANDED_ON = {"subscribers/addresses.py: refusal", "people/actions/invitations.py: ' '.join(error.messages)"}


def _refused(call) -> Refused:
    with pytest.raises(Refused) as caught:
        call()
    return caught.value


def test_a_refusal_says_its_sentence_with_what_stands_in_it():
    refused = Conflict(
        "“%(name)s” has %(n)s of %(states)s.", name="100 % wool", n=3, states=(notices.State.IN_REVIEW, "x")
    )

    assert (str(refused), refused.sentence) == ("“100 % wool” has 3 of in review, x.",) * 2


def test_a_refusal_without_slots_may_hold_a_per_cent_sign():
    assert Screened("At most 5 % of it.", findings=(1,)).sentence == "At most 5 % of it."


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("en", "Your role does not allow this. It is for: counsel, member."),
        ("es", "Su cargo no permite esto. Es para: asesoría legal, miembro."),
        ("ar", "دورك لا يسمح بهذا. هو لـ: المستشار القانوني, العضو."),
    ],
)
def test_a_refusal_is_said_in_the_readers_language_with_its_words(tag, said):
    refused = NotAllowed(
        "Your role does not allow this. It is for: %(roles)s.", roles=(Role.COUNSEL, Role.MEMBER)
    )

    with translation.override(tag):
        assert sentence_of(refused) == said


def test_a_real_refusal_of_a_lower_room_is_translated():
    refused = _refused(lambda: people.check_may([], Verb.INVITE))
    moved = _refused(lambda: notices.move(notices.State.DRAFT, notices.State.WITHDRAWN))

    with translation.override("es"):
        assert sentence_of(refused) == "Su cargo no permite esto. Es para: quien administra."
        assert sentence_of(moved) == "Este aviso está en estado «borrador» y no puede pasar a «retirado»."


def test_a_sentence_that_a_door_has_translated_stays():
    with translation.override("so"):
        assert sentence_of(WrongState("Ka bax")) == "Ka bax"


@pytest.mark.parametrize("tag", TRANSLATED)
def test_every_word_that_a_refusal_may_name_is_translated(tag):
    states = (*notices.State, *RequestState, *subscribers.State)
    words = {spoken(one) for one in (*Role, *GoLiveRole, *SignClass, *states)}

    with translation.override(tag):
        left = sorted(word for word in words if translation.gettext(word) == word)

    assert left == []


@pytest.mark.parametrize("tag", TRANSLATED)
def test_every_refusal_is_translated(tag):
    templates = {
        text
        for path, tree in plan.trees()
        if _marked.refuses_to_people(_file(path)) and not _file(path).startswith("web/")
        for texts in _marked.refusals(tree).values()
        for text in texts
    }

    with translation.override(tag):
        left = sorted(text for text in templates if translation.gettext(text) == text)

    assert len(templates) > 100
    assert left == []


def test_no_refusal_to_people_is_built_from_pieces():
    """A sentence with an f-string in it can be found in no catalogue: name its places (%(n)s) and hand the values in."""
    found = {
        f"{_file(path)}: {ast.unparse(node.args[0])}"
        for path, tree in plan.trees()
        if _marked.refuses_to_people(_file(path)) and not _file(path).startswith("web/")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _is_refusal(node) and not _marked.refusals(tree)[node.lineno]
    }

    assert found == HANDED_ON


def test_the_test_would_see_a_piece():
    tree = ast.parse("def f():\n    raise Refused(f'No {x}.')\n")

    assert _marked.refusals(tree) == {2: ()}


def _is_refusal(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Name) and node.func.id in _marked.REFUSALS and bool(node.args)


def _file(path) -> str:
    return path.relative_to(plan.SOURCE).as_posix()
