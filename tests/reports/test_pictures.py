"""Pictures: off by default, last, pixels alone and sealed, seen first by a verifier, deleted with a proof; a hold freezes it."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    SECP384R1,
    EllipticCurve,
    generate_private_key,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from django.conf import settings as node
from django.db import IntegrityError, connection, transaction

from tests.people import make as people
from tests.reports import make, shots
from tests.reports.test_forgetting import after, traces
from wardbell.ground import clock
from wardbell.ground.actors import OPERATOR, Actor
from wardbell.ground.errors import NotAllowed, Refused, Screened, Unreadable, WrongState
from wardbell.ground.secrets import unseal
from wardbell.journal import actions as holds
from wardbell.journal import queries as journal
from wardbell.journal.models import Entry
from wardbell.people import models as people_models
from wardbell.people.rules import Role
from wardbell.reports import actions, queries, rules
from wardbell.reports.models import CounselKey, Incident, Picture, PictureRule
from wardbell.reports.rules import Answer, Level, PictureState

pytestmark = pytest.mark.usefixtures("city")
DIGEST = "ab" * 32


def verbs(about: str) -> list[str]:
    return [one.verb for one in reversed(journal.about(about))]


def added(offer: str, confirmer: Actor, given: bytes = b"") -> Picture:
    actions.add_picture(offer, given or shots.photo(), by=confirmer)
    return Picture.objects.latest("received_at")


def pixels(row: Picture) -> bytes:
    return unseal(bytes(Picture.objects.get(id=row.id).sealed), owner=f"reports_picture.sealed:{row.id}")


# --- whether any are taken


def test_pictures_when_nobody_has_said_so_then_none_are_taken():
    lead = make.volunteer(Role.SHIFT_LEAD)
    offer, confirmer = make.on_site(str(make.report().incident_id), lead=lead)
    shots.observed(offer, confirmer)

    with pytest.raises(NotAllowed, match="No pictures are taken here"):
        actions.add_picture(offer, shots.photo(), by=confirmer)
    assert (queries.pictures_taken().are_taken, Picture.objects.count()) == (False, 0)


def test_pictures_when_allowed_and_stopped_then_the_journal_has_who_and_why():
    lead = make.volunteer(Role.SHIFT_LEAD)

    actions.allow_pictures(why=shots.WHY, by=lead)
    was = queries.pictures_taken()
    with clock.fixed(clock.now() + timedelta(minutes=1)):
        actions.stop_pictures(why="It is calm again.", by=lead)

    assert (was.are_taken, was.why, was.by) == (True, shots.WHY, make.row_of(lead).pseudonym)
    assert queries.pictures_taken().are_taken is False
    written = list(Entry.objects.filter(verb="reports.allow_pictures").values_list("actor_label", "facts"))
    assert [who for who, _ in written] == [make.row_of(lead).pseudonym] * 2
    assert shots.WHY in written[0][1]


@pytest.mark.parametrize(
    ("why", "refusal"), [("", Unreadable), ("x" * 201, Unreadable), ("Call me at 612-555-0143", Screened)]
)
def test_pictures_when_allowed_without_a_reason_that_can_stand_then_refused(why, refusal):
    lead = make.volunteer(Role.SHIFT_LEAD)

    with pytest.raises(refusal):
        actions.allow_pictures(why=why, by=lead)
    assert PictureRule.objects.count() == 0


@pytest.mark.parametrize("role", [Role.HOTLINE, Role.CONFIRMER])
def test_pictures_when_somebody_else_allows_them_then_refused(role):
    with pytest.raises(NotAllowed):
        actions.allow_pictures(why=shots.WHY, by=make.volunteer(role))


def test_pictures_when_the_node_is_the_citys_then_none_ever(settings):
    lead, confirmer, offer, _ = shots.scene()
    settings.NODE_ROLES = frozenset({"city"})

    for act in (
        lambda: actions.allow_pictures(why=shots.WHY, by=lead),
        lambda: actions.add_picture(offer, shots.photo(), by=confirmer),
        lambda: actions.hand_to_counsel(offer, fingerprint="", digest=DIGEST, by=confirmer),
    ):
        with pytest.raises(NotAllowed, match="pictures"):
            act()
    assert Picture.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"held_as": "city"}, "reports_no_picture_on_a_city_node"),
        ({"state": "cleared", "n_looks": 1}, "reports_picture_cleared_by_who_looked"),
        ({"state": "deleted"}, "reports_picture_deleted_has_no_pixel"),
        ({"sealed": b""}, "reports_picture_deleted_has_no_pixel"),
        ({"cleared_at": make.clock.now}, "reports_picture_cleared_by_and_when"),
    ],
)
def test_picture_when_a_row_says_what_may_not_be_then_the_database_refuses(changes, constraint):
    _, confirmer, offer, _ = shots.scene()
    row = added(offer, confirmer)
    given = {name: value() if callable(value) else value for name, value in changes.items()}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Picture.objects.filter(id=row.id).update(**given)


def test_picture_when_its_sender_clears_it_in_the_database_then_refused():
    _, confirmer, offer, _ = shots.scene()
    row = added(offer, confirmer)
    own = {"state": "cleared", "n_looks": 1, "cleared_by": row.taken_by, "cleared_at": clock.now()}

    with pytest.raises(IntegrityError, match="reports_picture_cleared_by_another"), transaction.atomic():
        Picture.objects.filter(id=row.id).update(**own)


def test_rule_when_a_row_of_a_city_allows_them_then_the_database_refuses():
    lead = make.volunteer(Role.SHIFT_LEAD)
    said = {"are_taken": True, "why": "x", "at": clock.now(), "volunteer": make.row_of(lead)}

    with (
        pytest.raises(IntegrityError, match="reports_no_pictures_on_a_city_node"),
        transaction.atomic(),
    ):
        PictureRule.objects.create(held_as="city", **said)


# --- adding


def test_add_when_it_tells_where_it_was_taken_then_pixels_alone_are_kept_and_sealed():
    _, confirmer, offer, incident_id = shots.scene()

    row = added(offer, confirmer, shots.with_gps())

    assert (row.state, str(row.incident_id)) == (PictureState.WAITING, incident_id)
    assert shots.size_and_corner(pixels(row))[0] == (480, 640)
    assert traces("purple", shots.CAMERA, "JFIF") == []
    assert verbs(f"picture:{row.id}") == ["reports.add_picture"]


def test_add_when_it_comes_again_an_hour_later_then_it_is_kept_once():
    _, confirmer, offer, _ = shots.scene()
    first = actions.add_picture(offer, shots.photo(), by=confirmer)

    with clock.fixed(clock.now() + timedelta(hours=1)):
        again = actions.add_picture(offer, shots.photo(), by=confirmer)
        other = actions.add_picture(offer, shots.photo(800), by=confirmer)

    assert (first, again, other) == (True, False, True)
    assert Picture.objects.count() == 2


def test_add_when_it_was_deleted_meanwhile_then_it_does_not_come_back():
    lead, confirmer, offer, _ = shots.scene()
    row = added(offer, confirmer)
    actions.delete_picture(str(row.id), by=lead)

    again = actions.add_picture(offer, shots.photo(), by=confirmer)

    assert (again, bytes(Picture.objects.get().sealed)) == (False, b"")


def test_add_when_the_checklist_was_not_sent_then_refused():
    lead = make.volunteer(Role.SHIFT_LEAD)
    actions.allow_pictures(why=shots.WHY, by=lead)
    offer, confirmer = make.on_site(str(make.report().incident_id), lead=lead)

    with pytest.raises(WrongState, match="A picture comes last"):
        actions.add_picture(offer, shots.photo(), by=confirmer)


def test_add_when_the_matter_is_closed_then_refused():
    lead, confirmer, offer, incident_id = shots.scene()
    actions.move(incident_id, Level.UNFOUNDED, by=lead)

    with pytest.raises(WrongState, match="This matter is closed"):
        actions.add_picture(offer, shots.photo(), by=confirmer)
    assert Picture.objects.count() == 0


def test_add_when_it_is_at_a_home_then_refused():
    _, confirmer, offer, incident_id = shots.scene()
    Incident.objects.filter(id=incident_id).update(is_dwelling=True)

    with pytest.raises(NotAllowed, match="home"):
        actions.add_picture(offer, shots.photo(), by=confirmer)


def test_add_when_it_comes_more_than_a_day_late_then_refused():
    _, confirmer, offer, _ = shots.scene()

    with clock.fixed(clock.now() + timedelta(hours=25)), pytest.raises(NotAllowed, match="a day late"):
        actions.add_picture(offer, shots.photo(), by=confirmer)


def test_add_when_there_are_three_then_no_fourth():
    _, confirmer, offer, _ = shots.scene()
    for width in (700, 800, 900):
        actions.add_picture(offer, shots.photo(width), by=confirmer)

    with pytest.raises(WrongState, match="At most 3"):
        actions.add_picture(offer, shots.photo(1000), by=confirmer)


def test_add_when_the_offer_is_somebody_elses_then_refused():
    _, _, offer, _ = shots.scene()

    with pytest.raises(NotAllowed, match="not yours"):
        actions.add_picture(offer, shots.photo(), by=make.volunteer(Role.CONFIRMER))


@pytest.mark.parametrize(
    "given", [b"I am a text", shots.bomb(), bytes(20_000_000)], ids=["text", "bomb", "20 MB"]
)
def test_add_when_it_is_no_picture_then_refused_and_nothing_is_kept(given):
    _, confirmer, offer, _ = shots.scene()
    before = Entry.objects.count()

    with pytest.raises(Unreadable):
        actions.add_picture(offer, given, by=confirmer)
    assert (Picture.objects.count(), Entry.objects.count()) == (0, before)


# --- looking, blocking, clearing


def test_look_when_nobody_has_cleared_it_then_only_a_verifier_sees_it():
    lead, confirmer, offer, incident_id = shots.scene()
    row = added(offer, confirmer)
    hotline = make.volunteer(Role.HOTLINE)

    seen = [
        one.may_see
        for one in (*queries.pictures_of(incident_id, hotline), queries.picture(str(row.id), lead))
    ]

    assert seen == [False, True]
    for somebody in (hotline, confirmer, make.of_the_city()):
        with pytest.raises(NotAllowed):
            actions.look_at_picture(str(row.id), by=somebody)
    assert shots.size_and_corner(actions.look_at_picture(str(row.id), by=lead).jpeg)[0] == (640, 480)


def test_look_when_cleared_then_the_desk_sees_it_and_each_look_is_written_down():
    lead, confirmer, offer, _ = shots.scene()
    row, hotline = added(offer, confirmer), make.volunteer(Role.HOTLINE)
    actions.look_at_picture(str(row.id), by=lead)
    actions.block_in_picture(str(row.id), {(1, 1), (1, 2)}, by=lead)
    actions.clear_picture(str(row.id), by=lead)

    actions.look_at_picture(str(row.id), by=hotline)

    kept = Picture.objects.get(id=row.id)
    assert (kept.state, kept.n_looks, kept.n_blocked) == (PictureState.CLEARED, 2, 1)
    assert verbs(f"picture:{row.id}") == [
        "reports.add_picture", "reports.look_at_picture", "reports.block_in_picture", "reports.clear_picture",
        "reports.look_at_picture",
    ]  # fmt: skip


def test_block_when_a_plate_is_blackened_then_it_is_gone_from_what_is_kept():
    lead, confirmer, offer, _ = shots.scene()
    row = added(offer, confirmer)
    before = pixels(row)

    actions.block_in_picture(str(row.id), {(1, 1)}, by=lead)

    assert [shots.is_red(shots.size_and_corner(one)[1]) for one in (before, pixels(row))] == [True, False]
    assert max(shots.size_and_corner(pixels(row))[1]) < 12


def test_clear_when_nobody_has_looked_or_the_sender_does_then_refused():
    lead, confirmer, offer, _ = shots.scene()
    row = added(offer, confirmer)

    with pytest.raises(WrongState, match="Look at the picture first"):
        actions.clear_picture(str(row.id), by=lead)
    _also_lead(confirmer)
    actions.look_at_picture(str(row.id), by=confirmer)
    with pytest.raises(NotAllowed, match="Somebody else looks"):
        actions.clear_picture(str(row.id), by=confirmer)


@pytest.mark.parametrize("role", [Role.HOTLINE, Role.CONFIRMER])
def test_judge_when_no_verifier_then_refused(role):
    lead, confirmer, offer, _ = shots.scene()
    row, somebody = added(offer, confirmer), make.volunteer(role)
    actions.look_at_picture(str(row.id), by=lead)

    for act in (
        lambda: actions.block_in_picture(str(row.id), {(0, 0)}, by=somebody),
        lambda: actions.clear_picture(str(row.id), by=somebody),
        lambda: actions.delete_picture(str(row.id), by=somebody),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_picture_when_deleted_then_nothing_can_be_done_with_it():
    lead, confirmer, offer, _ = shots.scene()
    row = added(offer, confirmer)
    actions.delete_picture(str(row.id), by=lead)

    for act in (
        lambda: actions.look_at_picture(str(row.id), by=lead),
        lambda: actions.block_in_picture(str(row.id), {(0, 0)}, by=lead),
        lambda: actions.clear_picture(str(row.id), by=lead),
        lambda: actions.delete_picture(str(row.id), by=lead),
    ):
        with pytest.raises(Refused):
            act()
    assert verbs(f"picture:{row.id}")[-1] == "reports.delete_picture"


# --- forgetting


@pytest.mark.parametrize(
    ("until", "kept", "gone"),
    [
        (lambda _, __: None, {"hours": 71}, {"hours": 73}),
        (lambda lead, incident: make.confirmed(incident, lead=lead), {"minutes": 59}, {"minutes": 61}),
        (lambda lead, incident: actions.move(incident, Level.UNFOUNDED, by=lead), {}, {"seconds": 0}),
        (lambda lead, _: actions.stop_pictures(why="It is calm.", by=lead), {}, {"seconds": 1}),
    ],
    ids=["nothing happens", "confirmed", "closed", "pictures are stopped"],
)
def test_forget_when_it_is_time_then_no_trace_of_the_picture_in_any_table_or_file(
    until: Callable[[Actor, str], object], kept: dict[str, float], gone: dict[str, float]
):
    lead, confirmer, offer, incident_id = shots.scene()
    row = added(offer, confirmer, shots.with_gps())
    sealed, drawn = bytes(row.sealed), pixels(row)
    assert is_anywhere(sealed), "it could have been found"
    with clock.fixed(clock.now() + timedelta(seconds=1)):
        until(lead, incident_id)

    if kept:
        with after(**kept):
            assert pixels(row) == drawn
    with clock.fixed(clock.now() + timedelta(seconds=1)), after(**gone):
        assert [is_anywhere(one) for one in (sealed, sealed[20:60], drawn, drawn[100:160])] == [False] * 4
        assert traces("purple", shots.CAMERA) == []
        assert verbs(f"picture:{row.id}")[-1] == "reports.delete_picture"
        assert '"pictures":1' in Entry.objects.filter(verb="reports.forget").latest("seq").facts
    with after(hours=73):
        assert Picture.objects.count() == 0
        assert journal.verdict().first_broken is None


def test_forget_when_it_came_after_the_confirmation_then_the_desk_has_an_hour_to_look():
    _, confirmer, offer, _ = shots.scene(answer=Answer.ENFORCEMENT)
    with clock.fixed(clock.now() + timedelta(minutes=50)):
        row = added(offer, confirmer)

    with after(minutes=100):
        assert Picture.objects.get(id=row.id).state == PictureState.WAITING
    with after(minutes=111):
        assert Picture.objects.get(id=row.id).state == PictureState.DELETED


def test_forget_when_a_hold_is_open_then_it_stays_and_nobody_deletes_it():
    lead, confirmer, offer, incident_id = shots.scene()
    row = added(offer, confirmer)
    actions.move(incident_id, Level.UNFOUNDED, by=lead)
    hold = holds.place_hold(reason="anticipated", by=OPERATOR)

    with after(days=8):
        assert Picture.objects.get(id=row.id).state == PictureState.WAITING
    with pytest.raises(WrongState, match="legal hold"):
        actions.delete_picture(str(row.id), by=lead)
    holds.lift_hold(hold_id=str(hold.id), by=OPERATOR)
    with after(days=8):
        assert Picture.objects.count() == 0


# --- to counsel


def public_key(curve: EllipticCurve | None = None) -> str:
    key = generate_private_key(curve or SECP256R1()).public_key()
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def counsel(code: str = "legal-aid") -> Actor:
    row = people.account(email=f"counsel@{code}.example", name="Somebody of counsel")
    held = people_models.Organization.objects.filter(
        code=code
    ).first() or people_models.Organization.objects.create(code=code, name="Legal aid")
    people_models.Membership.objects.create(
        account=row, organization=held, role=Role.COUNSEL, starts_at=clock.now() - timedelta(days=1)
    )
    return people.actor(row)


def test_key_when_published_then_another_takes_its_place_and_can_be_withdrawn():
    by = counsel()

    first = actions.publish_counsel_key("legal-aid", public_key(), by=by)
    second = actions.publish_counsel_key("legal-aid", public_key(), by=by)

    assert [one.fingerprint for one in queries.counsel_keys()] == [second]
    assert (first != second, CounselKey.objects.count()) == (True, 2)
    actions.withdraw_counsel_key("legal-aid", by=by)
    assert queries.counsel_keys() == []
    with pytest.raises(WrongState):
        actions.withdraw_counsel_key("legal-aid", by=by)


def _private_key() -> str:
    private = generate_private_key(SECP256R1())
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "no public key"), ("hello", "no public key"), ("AAAA", "no public key"), (public_key(SECP384R1()), "another kind"),
        (_private_key(), "private key"), ('{"kty":"EC","crv":"P-256","d":"abc"}', "private key"),
    ],
    ids=["nothing", "words", "other bytes", "another curve", "private", "private as JSON"],
)  # fmt: skip
def test_key_when_it_is_none_then_refused_and_nothing_of_it_is_kept(typed, says):
    with pytest.raises(Unreadable, match=says):
        actions.publish_counsel_key("legal-aid", typed, by=counsel())
    assert CounselKey.objects.count() == 0


def test_key_when_of_another_organization_or_the_city_then_refused():
    for by in (
        counsel("hotline-two"),
        make.volunteer(Role.SHIFT_LEAD),
        make.of_the_city(Role.COUNSEL, "clerk"),
    ):
        with pytest.raises(NotAllowed):
            actions.publish_counsel_key("legal-aid", public_key(), by=by)


def test_hand_over_when_sealed_then_the_journal_has_who_when_and_the_digest_once():
    _, confirmer, offer, incident_id = shots.scene()
    key = actions.publish_counsel_key("legal-aid", public_key(), by=counsel())

    done = [actions.hand_to_counsel(offer, fingerprint=key, digest=DIGEST, by=confirmer) for _ in range(2)]

    [row] = journal.about(f"sealed:{DIGEST}")
    assert (done, row.verb, row.actor_label) == (
        [True, False],
        "reports.hand_to_counsel",
        make.row_of(confirmer).pseudonym,
    )
    assert all(one in row.facts for one in ("legal-aid", key, incident_id, offer))
    assert Picture.objects.count() == 0


def test_hand_over_when_the_key_was_withdrawn_or_it_is_no_digest_then_refused():
    _, confirmer, offer, _ = shots.scene()
    by = counsel()
    key = actions.publish_counsel_key("legal-aid", public_key(), by=by)

    with pytest.raises(Unreadable, match="digest"):
        actions.hand_to_counsel(offer, fingerprint=key, digest="purple", by=confirmer)
    actions.withdraw_counsel_key("legal-aid", by=by)
    with pytest.raises(WrongState, match="withdrawn"):
        actions.hand_to_counsel(offer, fingerprint=key, digest=DIGEST, by=confirmer)


def test_states_when_followed_then_each_ends_in_deleted():
    assert {one: sorted(to) for one, to in rules.PICTURE_NEXT.items()} == {
        PictureState.WAITING: [PictureState.CLEARED, PictureState.DELETED],
        PictureState.CLEARED: [PictureState.DELETED],
        PictureState.DELETED: [],
    }


def is_anywhere(these: bytes) -> bool:
    """Whether some bytes stand in any column of any table, or in any file of the node."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            if any(
                these in bytes(cell)
                for row in cursor.fetchall()
                for cell in row
                if isinstance(cell, bytes | memoryview)
            ):
                return True
    files = [Path(folder) / name for folder, _, names in os.walk(node.VAR_DIR) for name in names]
    return any(these in one.read_bytes() for one in files)


def _also_lead(somebody: Actor) -> None:
    people_models.Membership.objects.create(
        account_id=somebody.id, organization=people.organization(), role=Role.SHIFT_LEAD,
        starts_at=clock.now() - timedelta(days=1),
    )  # fmt: skip
