"""Seals: what was moved, changed or sealed with a lost key does not open; hashes of two purposes differ."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbell.ground import secrets
from wardbell.ground.secrets import CannotUnseal, KeyRing, keyed_hash, seal, unseal


@given(plain=st.binary(max_size=500), owner=st.text(min_size=1, max_size=40))
def test_unseal_when_the_owner_is_the_same_then_gives_it_back(plain, owner):
    assert unseal(seal(plain, owner=owner), owner=owner) == plain


def test_unseal_when_moved_to_another_owner_then_refuses():
    sealed = seal(b"+16125550100", owner="contact:1")

    with pytest.raises(CannotUnseal):
        unseal(sealed, owner="contact:2")


@pytest.mark.parametrize("place", [0, 1, 5, 20, -1])
def test_unseal_when_one_byte_was_changed_then_refuses(place):
    sealed = bytearray(seal(b"+16125550100", owner="contact:1"))
    sealed[place] ^= 1

    with pytest.raises(CannotUnseal):
        unseal(bytes(sealed), owner="contact:1")


def test_unseal_when_an_older_key_sealed_it_then_opens_until_the_key_is_taken_out(settings):
    old = seal(b"x", owner="o")
    settings.KEY_RING = KeyRing(
        keys=secrets.key_ring().keys | {2: os.urandom(32)}, index_key=secrets.key_ring().index_key
    )
    newer = seal(b"x", owner="o")

    assert (old[1], newer[1], unseal(old, owner="o")) == (1, 2, b"x")
    settings.KEY_RING = KeyRing(keys={2: settings.KEY_RING.keys[2]}, index_key=settings.KEY_RING.index_key)
    with pytest.raises(CannotUnseal):
        unseal(old, owner="o")


def test_cannot_unseal_when_raised_then_does_not_name_the_row():
    with pytest.raises(CannotUnseal) as caught:
        unseal(b"", owner="subscribers.contact_point:4711")

    assert "4711" not in str(caught.value)


def test_hash_when_the_purpose_differs_then_differs_and_the_same_is_found_again():
    assert keyed_hash("a", purpose="one") == keyed_hash("a", purpose="one")
    assert keyed_hash("a", purpose="one") != keyed_hash("a", purpose="two")


def test_ring_when_printed_then_shows_no_key():
    ring = secrets.key_ring()

    assert all(key.hex() not in repr(ring) and repr(key) not in repr(ring) for key in ring.keys.values())
