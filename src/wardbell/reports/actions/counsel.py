"""To counsel: the public key of a legal organization, and the note that an original was sealed to it on a phone.

The original and the sealed file never come here: what is written down is who handed it over, when, and what its digest is.
"""

import base64
import binascii
import hashlib

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key
from django.db import transaction

from wardbell.ground import clock
from wardbell.ground.actors import Actor
from wardbell.ground.errors import Unreadable, WrongState
from wardbell.journal import actions as journal
from wardbell.journal import queries as written
from wardbell.people import queries as people
from wardbell.people.rules import Verb, check_may
from wardbell.reports import rules
from wardbell.reports.models import CounselKey
from wardbell.reports.queries import pictures as queries
from wardbell.reports.queries import standing
from wardbell.reports.queries.at_the_scene import offer as own_offer

_LONGEST_KEY = 2000  # characters, as pasted
_LINES_AROUND = ("-----BEGIN PUBLIC KEY-----", "-----END PUBLIC KEY-----")


@transaction.atomic
def publish_counsel_key(organization: str, typed: str, *, by: Actor) -> str:
    """Publishes the public key of somebody's own legal organization in place of the one before; returns its fingerprint.

    Raises:
        NotAllowed: they are not counsel of that organization, or of the city; or the node is the city's.
        Unreadable: it is no public key on the curve P-256, or a private one.
    """
    _check_is_counsel(organization, by=by)
    key = _public_key(typed)
    fingerprint, encoded = hashlib.sha256(key).hexdigest(), base64.b64encode(key).decode()
    standing_now = CounselKey.objects.filter(organization=organization, withdrawn_at__isnull=True)
    if standing_now.filter(fingerprint=fingerprint).exists():
        return fingerprint
    standing_now.update(withdrawn_at=clock.now())
    CounselKey.objects.create(
        organization=organization, public_key=encoded, fingerprint=fingerprint, published_at=clock.now(), published_by_id=by.id
    )  # fmt: skip
    journal.write(
        verb=Verb.PUBLISH_KEY, about=f"organization:{organization}", by=by, facts={"fingerprint": fingerprint}
    )
    return fingerprint


@transaction.atomic
def withdraw_counsel_key(organization: str, *, by: Actor) -> None:
    """Withdraws the key of somebody's own legal organization: nothing more is sealed to it.

    Raises:
        NotAllowed: they are not counsel of that organization, or of the city; or the node is the city's.
        WrongState: there is none.
    """
    _check_is_counsel(organization, by=by)
    found = CounselKey.objects.filter(organization=organization, withdrawn_at__isnull=True)
    if not found.update(withdrawn_at=clock.now()):
        raise WrongState("There is no key to withdraw.")
    journal.write(verb="reports.withdraw_counsel_key", about=f"organization:{organization}", by=by)


@transaction.atomic
def hand_to_counsel(offer_id: str, *, fingerprint: str, digest: str, by: Actor) -> bool:
    """Writes down that a confirmer sealed an original to a key, and returns False when that was written before.

    Raises:
        NotAllowed: no confirmer, somebody else's offer, or no pictures are taken here.
        WrongState: the key was withdrawn.
        Unreadable: it is no digest.
    """
    volunteer = standing.volunteer_who_may(by, Verb.ADD_PICTURE)
    queries.check_pictures_are_taken()
    found, digest = own_offer(offer_id, by), rules.check_digest(digest)
    key = CounselKey.objects.filter(fingerprint=fingerprint, withdrawn_at__isnull=True).first()
    if key is None:
        raise WrongState("This key was withdrawn. Load the page again, and seal the picture once more.")
    if any(one.verb == "reports.hand_to_counsel" for one in written.about(f"sealed:{digest}")):
        return False
    journal.write(
        verb="reports.hand_to_counsel", about=f"sealed:{digest}", by=standing.known_as(volunteer, by),
        facts={"organization": key.organization, "key": key.fingerprint, "incident": found.incident_id, "offer": found.id},
    )  # fmt: skip
    return True


def _check_is_counsel(organization: str, *, by: Actor) -> None:
    check_may(people.roles_of_actor_in_organization(by, organization), Verb.PUBLISH_KEY)
    standing.check_is_of_the_community(by)
    queries.check_is_kept_here()


def _public_key(typed: str) -> bytes:
    """Returns SubjectPublicKeyInfo in DER.

    Raises:
        Unreadable: it is a private key, or no public key on the curve P-256.
    """
    if "PRIVATE" in typed.upper() or '"d"' in typed:
        raise Unreadable(
            "This is a private key. It must never leave your device. Nothing of it was kept: make a new pair."
        )
    for line in _LINES_AROUND:
        typed = typed.replace(line, "")
    try:
        key = load_der_public_key(base64.b64decode("".join(typed[:_LONGEST_KEY].split()), validate=True))
    except (binascii.Error, ValueError, UnsupportedAlgorithm) as error:
        raise Unreadable(
            "This is no public key. Paste the file that the page made for you, whole."
        ) from error
    if not (isinstance(key, EllipticCurvePublicKey) and isinstance(key.curve, SECP256R1)):
        raise Unreadable("This key is of another kind. Make a pair on this page.")
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
