"""Signing up at the page: under which words, and how many."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from tests.notices import make
from wardbell.channels import memory
from wardbell.dispatch import post_office
from wardbell.places.models import Jurisdiction
from wardbell.subscribers import queries as readers
from wardbell.subscribers.models import ConsentWording, ContactPoint
from wardbell.web import consent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
NUMBER = "+16125550101"
FORM = {"medium": "sms", "address": "612 555 0101", "language": "so", "areas": ["city"]}


@pytest.fixture
def city(morning: object) -> Iterator[None]:
    memory.forget()
    post_office.close()
    make.city()
    yield
    memory.forget()
    post_office.close()


def _visitor(language: str = "en") -> Client:
    return Client(headers={"accept-language": language})


def _version(client: Client) -> str:
    page = client.get("/subscribe/").content.decode()
    found = re.search(r'name="wording" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_sign_up_keeps_the_words_of_the_page_in_the_language_in_which_they_were_read():
    client = _visitor("es")

    answer = client.post("/subscribe/", {**FORM, "wording": _version(client)})

    kept = readers.consent(readers.find("sms", NUMBER))
    assert (answer.status_code, kept.language) == (302, "es")
    assert kept.text == consent.of_the_page("es").text
    assert kept.version.startswith("page-es-")


def test_a_form_that_stood_under_older_words_is_shown_again_and_nothing_is_lost():
    client = _visitor()

    answer = client.post("/subscribe/", {**FORM, "wording": "page-en-000000000000"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The words about what is kept have changed." in page
    assert 'value="612 555 0101"' in page
    assert (ContactPoint.objects.count(), ConsentWording.objects.count()) == (0, 0)


def test_looking_at_the_page_keeps_nothing():
    _visitor().get("/subscribe/")

    assert ConsentWording.objects.count() == 0


def test_too_many_numbers_of_a_block_are_refused_politely_in_the_readers_language():
    Jurisdiction.objects.update(sign_ups_per_prefix=0)
    client = _visitor("es")

    answer = client.post("/subscribe/", FORM)

    assert answer.status_code == 422
    assert "Inténtelo de nuevo en una hora o use un correo electrónico." in answer.content.decode()
    assert ContactPoint.objects.count() == 0


def test_numbers_are_read_in_one_way_and_called_in_another():
    page = _visitor().get("/about/").content.decode()

    assert '<a class="nowrap" href="tel:+16125550102"><bdi dir="ltr">612-555-0102</bdi></a>' in page
    assert ">+1612" not in page


def test_the_words_run_as_their_language_does_though_they_begin_with_the_citys_name():
    pages = {tag: _visitor(tag).get("/subscribe/").content.decode() for tag in ("ar", "es")}

    assert 'class="consent" lang="ar" dir="rtl"' in pages["ar"]
    assert 'class="consent" lang="es" dir="ltr"' in pages["es"]
