from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime, formataddr

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.channels import make
from wardbell.channels import _mime
from wardbell.channels.base import Outgoing

AT = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
HEADERS = [
    "To", "Message-ID", "Date", "List-Unsubscribe", "List-Unsubscribe-Post", "From", "Subject", "Auto-Submitted",
    "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Content-Language",
]  # fmt: skip


def read(one: Outgoing) -> EmailMessage:
    """Reads one message as a mail program would, after the dots were taken away again."""
    shared = _mime.shared_part(
        sender=_mime.sender_of(make.SENDER)[0], subject=one.subject, body=one.body, language=one.language,
        is_plain=one.footer.isascii(),
    )  # fmt: skip
    own = _mime.own_part(one, _mime.mailbox(one.to), domain="city.example", date=format_datetime(AT))
    raw = own + shared.with_footer(one.footer)
    assert b"\r\n.\r\n" not in raw
    assert raw.endswith(b"\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")
    return message_from_bytes(raw.replace(b"\r\n..", b"\r\n."), policy=policy.default)


def test_every_header_is_there_once() -> None:
    mail = read(make.mail())

    assert sorted(mail.keys()) == sorted(HEADERS)
    assert mail["To"] == "reader@mail.example"
    assert mail["Message-ID"] == "<0123456789abcdef@city.example>"
    assert mail["Date"] == "Mon, 23 Nov 2026 11:00:00 +0000"
    assert mail["List-Unsubscribe"] == "<https://wardbell.example/unsubscribe/abc>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["From"] == make.SENDER


TEXTS = [
    ("en", "Boil water", "Line one.\nLine two.\n"),
    ("es", "Aviso: ¿qué pasó?", "Áéíóú ñ\n"),
    ("so", "Ogeysiis", "Ogeysiis guud oo ku saabsan xaafadda.\n"),
    ("hmn", "Ntawv ceeb toom", "Lo lus no yog coj los qhia.\n"),
    ("ar", "إشعار عام: ما يحدث الآن في الحي", "نص الإشعار\nسطر ثانٍ\n"),
    ("en", "Dots", ".\n..\n.starts with a dot\n"),
    ("en", "Long", "word " * 5000 + "\n"),
    ("en", "", "\n"),
    ("ar", "🔔" * 60, "🔔\u200f\u2067x\u2069\n" * 200),
]


@pytest.mark.parametrize(("language", "subject", "body"), TEXTS)
def test_a_text_arrives_as_it_was_written(language: str, subject: str, body: str) -> None:
    mail = read(make.mail(language=language, subject=subject, body=body))

    assert (mail["Content-Language"], str(mail["Subject"])) == (language, subject)
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content().replace("\r\n", "\n") == body


FOOTERS = [
    "https://city.example/stop/abc",
    "a=b" * 100,
    "إيقاف: https://city.example/x",
    ".",
    "..x\n.",
    "  two  \nlines",
    "🔔" * 40,
]


@pytest.mark.parametrize("footer", FOOTERS)
@pytest.mark.parametrize(("language", "subject", "body"), TEXTS)
def test_a_footer_stands_behind_the_text_as_a_paragraph(
    language: str, subject: str, body: str, footer: str
) -> None:
    mail = read(make.mail(language=language, subject=subject, body=body, footer=footer))

    assert mail.get_content().replace("\r\n", "\n") == f"{body}\n{footer}\n"
    assert sorted(mail.keys()) == sorted(HEADERS)


@given(body=some.text(max_size=300), footer=some.text(max_size=120))
def test_any_footer_behind_any_text_arrives_as_it_was_written(body: str, footer: str) -> None:
    try:
        mail = read(make.mail(body=body, footer=footer))
    except _mime.Unmailable:
        assert any("\ud800" <= letter <= "\udfff" for letter in body + footer)
        return
    written = "\n".join(
        line.decode() for line in f"{body}\n\n{footer}".replace("\0", "").encode().splitlines() if line
    )

    kept = [line for line in mail.get_payload(decode=True).split(b"\r\n") if line]
    assert "\n".join(line.decode() for line in kept) == written


INJECTIONS = [
    "Hello\r\nBcc: all@city.example",
    "Hello\nBcc: all@city.example\n\nbody",
    "Hello\rBcc: all@city.example",
    "Hello\u2028Bcc: all@city.example",
    "Hello\x85Bcc: all@city.example",
    "Hello\x0b\x0c\x1cBcc: all@city.example",
    "Hello =?utf-8?q?=0ABcc:_all@city.example?=",
]


@pytest.mark.parametrize("subject", INJECTIONS)
def test_a_subject_cannot_add_a_header(subject: str) -> None:
    mail = read(make.mail(subject=subject))

    assert sorted(mail.keys()) == sorted(HEADERS)


ANY = some.text(alphabet=some.characters(), max_size=60)


@given(subject=ANY, body=ANY, key=ANY)
def test_no_text_at_all_can_add_a_header(subject: str, body: str, key: str) -> None:
    try:
        mail = read(make.mail(subject=subject, body=body, key=key))
    except _mime.Unmailable:
        assert any("\ud800" <= letter <= "\udfff" for letter in subject + body)
        return

    assert sorted(mail.keys()) == sorted(HEADERS)


@given(to=ANY, language=ANY, link=ANY)
def test_what_stands_in_a_header_is_of_its_form_or_refused(to: str, language: str, link: str) -> None:
    for change in (
        {"to": to + "@mail.example"},
        {"language": language},
        {"unsubscribe_url": f"https://{link}"},
    ):
        try:
            mail = read(make.mail(**change))
        except _mime.Unmailable:
            continue
        assert sorted(mail.keys()) == sorted(HEADERS)


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "https://x.example/>\r\nBcc: y@z.example",
        "https://x y",
        "https://x/<a>",
        "ftp://x/a",
    ],
)
def test_an_unsubscribe_link_is_a_link(link: str) -> None:
    with pytest.raises(_mime.Unmailable, match="unsubscribe_url"):
        read(make.mail(unsubscribe_url=link))


MAILBOXES = [
    ("reader@mail.example", "reader@mail.example", False),
    ("a.b+c_d@sub.mail.example", "a.b+c_d@sub.mail.example", False),
    ("reader@bücher.example", "reader@xn--bcher-kva.example", False),
    ("قارئ@mail.example", "قارئ@mail.example", True),
]


@pytest.mark.parametrize(("given", "address", "needs_utf8"), MAILBOXES)
def test_a_mailbox_is_read(given: str, address: str, needs_utf8: bool) -> None:
    assert _mime.mailbox(given) == _mime.Mailbox(address=address, needs_utf8=needs_utf8)


BAD = [
    "", "@", "a@", "@b.example", "a b@c.example", "a@b@c.example", "a@b.example\n", "<a@b.example>", "a,b@c.example",
    "a@b.example, c@d.example", '"a b"@c.example', "a..b@c.example", ".a@c.example", "a@-b.example", "a@b_c.example",
    "a@[127.0.0.1]", "a\u200f@c.example", "a" * 250 + "@c.example", "a@" + "b" * 64 + ".example", "\ud800@c.example",
]  # fmt: skip


@pytest.mark.parametrize("given", BAD)
def test_what_is_no_mailbox_is_refused(given: str) -> None:
    with pytest.raises(_mime.BadMailbox):
        _mime.mailbox(given)


def test_the_same_key_has_the_same_message_id_and_no_key_breaks_it() -> None:
    ids = [_mime.message_id(key, "x.example") for key in ("abcdefgh", "abcdefgh", "a b\r\n>", "")]

    assert ids[0] == ids[1] == "<abcdefgh@x.example>"
    assert len({*ids}) == 3
    assert all(one.count("<") == one.count(">") == one.count("@") == 1 and " " not in one for one in ids)


@pytest.mark.parametrize(
    "name", ["Wardbell", "Šampl", "City, of Example", "=?utf-8?q?=0ABcc:_x@y.example?=", "a\r\nBcc: x@y"]
)
def test_a_sender_is_one_header(name: str) -> None:
    line, box = _mime.sender_of(formataddr((name.replace("\r\n", " "), "notices@city.example")))
    mail = message_from_bytes(f"From: {line}\r\n\r\n".encode(), policy=policy.default)

    assert mail.keys() == ["From"]
    assert [one.addr_spec for one in mail["From"].addresses] == [box.address] == ["notices@city.example"]


@pytest.mark.parametrize("setting", ["", "Wardbell", "قارئ@mail.example", "a@b@c"])
def test_a_sender_needs_a_plain_mailbox(setting: str) -> None:
    with pytest.raises(_mime.BadMailbox):
        _mime.sender_of(setting)
