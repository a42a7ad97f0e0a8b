"""Signing texts off, and taking sign-offs back."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from wardbell.ground import clock, languages
from wardbell.ground.actors import Actor
from wardbell.ground.errors import NotAllowed, Unreadable, WrongState
from wardbell.journal import actions as journal
from wardbell.people import queries as people
from wardbell.people.rules import Role, Verb, check_may
from wardbell.phrases import texts
from wardbell.phrases.models import GoLive, SignOff
from wardbell.phrases.rules import GoLiveRole, SignClass

LIVE = "live"
_VERBS = {SignClass.NATIVE: Verb.SIGN_OFF, SignClass.COUNSEL: Verb.SIGN_OFF_LEGAL}
_GO_LIVE = {GoLiveRole.COUNSEL: Role.COUNSEL, GoLiveRole.CLERK: Role.DUTY_CLERK}


@transaction.atomic
def sign_off(
    key: str, language: str, *, sign_class: SignClass, by: Actor, expires_at: datetime | None = None
) -> str:
    """Records that somebody has read all media of a text in one language, as it stands now; returns the sign-off's id.

    An earlier sign-off of the same class for this text is void from now on.

    Raises:
        NotAllowed: this person's role does not read texts of this class.
        Unreadable: no such text, or a medium of it is not written in this language.
        WrongState: a sample sign-off on a live node, or one that has already run out.
    """
    digest = _digest(key, language)
    now = clock.now()
    _check_may_sign(sign_class, by)
    if sign_class == SignClass.SAMPLE and settings.NODE_KIND == LIVE:
        raise WrongState("A live node takes no sample texts: a native speaker or counsel must read them.")
    if expires_at is not None and expires_at <= now:
        raise WrongState("This sign-off would already have run out: choose a later day.")
    SignOff.objects.filter(key=key, language=language, sign_class=sign_class, voided_at__isnull=True).update(
        voided_at=now, voided_by=by.label
    )
    made = SignOff.objects.create(
        key=key, language=language, digest=digest, sign_class=sign_class, signed_by=by.label, signed_at=now,
        expires_at=expires_at, node_kind=settings.NODE_KIND,
    )  # fmt: skip
    facts = {"language": language, "class": sign_class, "digest": digest, "expires_at": expires_at}
    journal.write(verb="phrases.sign_off", about=f"phrase:{key}", by=by, facts=facts)
    return str(made.id)


@transaction.atomic
def load_samples(by: Actor) -> int:
    """Records a sample sign-off for every shipped text that has none as it stands; returns how many. Harmless when run twice.

    Raises:
        WrongState: this is a live node.
    """
    if settings.NODE_KIND == LIVE:
        raise WrongState("A live node takes no sample texts: a native speaker or counsel must read them.")
    now = clock.now()
    wanted = _shipped()
    open_rows = SignOff.objects.filter(sign_class=SignClass.SAMPLE, voided_at__isnull=True)
    signed = {
        (row.key, row.language)
        for row in open_rows
        if row.digest == wanted.get((row.key, row.language)) and row.node_kind == settings.NODE_KIND
    }
    stale = [row.id for row in open_rows if (row.key, row.language) not in signed]
    SignOff.objects.filter(id__in=stale).update(voided_at=now, voided_by=by.label)
    new = [
        SignOff(
            key=key, language=tag, digest=digest, sign_class=SignClass.SAMPLE, signed_by=by.label, signed_at=now,
            node_kind=settings.NODE_KIND,
        )
        for (key, tag), digest in wanted.items()
        if (key, tag) not in signed
    ]  # fmt: skip
    SignOff.objects.bulk_create(new)
    if new or stale:
        journal.write(
            verb="phrases.load_samples",
            about="phrases:all",
            by=by,
            facts={"new": len(new), "voided": len(stale)},
        )
    return len(new)


@transaction.atomic
def void_samples(by: Actor) -> int:
    """Voids every sample sign-off, because this node became another kind of node; returns how many."""
    voided = SignOff.objects.filter(sign_class=SignClass.SAMPLE, voided_at__isnull=True).update(
        voided_at=clock.now(), voided_by=by.label
    )
    if voided:
        journal.write(verb="phrases.void_samples", about="phrases:all", by=by, facts={"voided": voided})
    return voided


def _digest(key: str, language: str) -> str:
    digest = texts.digest_of(texts.book(language), texts.key(key))
    if digest is None:
        raise Unreadable(
            "The text '%(key)s' is not written in every medium in the language '%(language)s'.",
            key=key,
            language=language,
        )
    return digest


def _shipped() -> dict[tuple[str, str], str]:
    """Returns the digest of every text that is written in full, by key and language."""
    return {
        (key.key, tag): digest
        for tag in languages.tags()
        for key in texts.keys().values()
        if (digest := texts.digest_of(texts.book(tag), key)) is not None
    }


@transaction.atomic
def let_speak(role: GoLiveRole, *, by: Actor) -> bool:
    """Records counsel's or the clerk's word that this node may speak to the public; False when it was given before.

    Raises:
        NotAllowed: this person does not hold that role.
    """
    if _GO_LIVE[role] not in people.roles_of_actor(by):
        raise NotAllowed("Only the %(role)s can give this word.", role=role)
    _, is_new = GoLive.objects.get_or_create(
        role=role, node_kind=settings.NODE_KIND, defaults={"signed_by": by.label, "signed_at": clock.now()}
    )
    if is_new:
        journal.write(
            verb="phrases.let_speak", about=f"go_live:{role}", by=by, facts={"node_kind": settings.NODE_KIND}
        )
    return is_new


def _check_may_sign(sign_class: SignClass, by: Actor) -> None:
    """A sample is signed by nobody in particular; every other class by who reads it."""
    if sign_class in _VERBS:
        check_may(people.roles_of_actor(by), _VERBS[sign_class])
