import subprocess
import sys
from pathlib import Path

import pytest

from tests.channels import make
from wardbell.channels import open_channel, schemes
from wardbell.channels.base import Medium, NotOpened, is_loopback, masked

SOURCE = Path(__file__).resolve().parents[2] / "src"
SECRET = "s3cret-word"
ACCOUNT = f"{make.ACCOUNT}:{SECRET}"


def test_the_schemes_are_the_files() -> None:
    assert schemes() == ["console", "http", "memory", "null", "smtp", "twilio", "webpush"]


@pytest.mark.parametrize("url", ["", "pigeon://x", "base://", "_loop://", "twilio", "../smtp://x"])
def test_an_unknown_scheme_is_told_which_there_are(url: str) -> None:
    with pytest.raises(NotOpened) as refused:
        make.channel(url)

    assert "console://, http://, memory://, null://, smtp://, twilio://, webpush://" in refused.value.sentence


FAR = ["mail.example", "10.0.0.1", "127.0.0.1.example", "0.0.0.0", "[2001:db8::1]", "localhost.example"]


@pytest.mark.parametrize("host", FAR)
@pytest.mark.parametrize("scheme", ["smtp://{}", f"twilio://{ACCOUNT}@{{}}"])
def test_a_demo_node_refuses_every_host_but_this_machine(scheme: str, host: str) -> None:
    with pytest.raises(NotOpened, match="this machine only"):
        make.channel(scheme.format(host) + "?from=+16125550100")


def test_a_demo_node_refuses_the_host_that_a_url_leaves_out() -> None:
    with pytest.raises(NotOpened, match=r"api\.twilio\.com"):
        make.channel(f"twilio://{ACCOUNT}@?from=+16125550100")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "localhost", "LOCALHOST", "[::1]"])
def test_a_demo_node_opens_this_machine(host: str) -> None:
    assert make.channel(f"smtp://{host}:25").scheme == "smtp"


WRONG = [
    (f"smtp://u:{SECRET}@mail.example?tls=none", "no password in the clear"),
    (f"smtp://u:{SECRET}@mail.example?tls=maybe", "starttls, tls or none"),
    (f"smtp://u:{SECRET}@mail.example?tsl=tls", "knows no option tsl"),
    (f"smtp://u:{SECRET}@mail.example:99999", "cannot be read"),
    (f"smtp://u:{SECRET}@mail.example?timeout=soon", "option timeout"),
    (f"smtp://u:{SECRET}@mail.example?ca=/nowhere.pem", "certificates"),
    (f"smtp://u:{SECRET}@[mail.example", "cannot be read"),
    ("smtp://mail.example?from=nobody", "needs a sender"),
    (f"twilio://{ACCOUNT}@api.example?scheme=http&from=+16125550100", "in the clear"),
    (f"twilio://{ACCOUNT}@api.example?scheme=gopher&from=+16125550100", "https"),
    (f"twilio://AC1:{SECRET}@api.example?from=+16125550100", "needs an account"),
    (f"twilio://{make.ACCOUNT}@api.example?from=+16125550100", "needs an account"),
    (f"twilio://{ACCOUNT}@api.example", "needs a sender"),
    (f"twilio://{ACCOUNT}@api.example?service=MG1", "needs a sender"),
    (f"http://{SECRET}@gateway.example?scheme=http", "in the clear"),
    (f"http://{SECRET}@gateway.example?path=messages", "begin with a slash"),
    (f"http://{SECRET}@gateway.example?secret=whsec_%", "must be base64"),
    ("http://gateway.example", "needs a token"),
    (f"webpush://{SECRET}@", "32 bytes in base64url"),
    (f"http://{SECRET}@gateway.example?path=/a b", "plain characters"),
    ("console://?medium=pigeon", "sms or mail"),
]


@pytest.mark.parametrize(("url", "sentence"), WRONG)
def test_a_wrong_setting_is_told_what_to_write_and_no_secret_is_shown(url: str, sentence: str) -> None:
    with pytest.raises(NotOpened, match=sentence) as refused:
        make.channel(url, loopback_only=False)

    assert SECRET not in str(refused.getrepr(style="long")).replace(url, "")


def test_a_channel_is_of_the_medium_that_is_wanted() -> None:
    with pytest.raises(NotOpened, match="sends sms; mail is wanted"):
        make.channel(f"twilio://{ACCOUNT}@?from=+16125550100", loopback_only=False, medium=Medium.MAIL)


@pytest.mark.parametrize("scheme", ["console", "memory"])
def test_console_and_memory_take_either_medium(scheme: str) -> None:
    opened = [
        make.channel(f"{scheme}://", medium=Medium.MAIL).medium,
        make.channel(f"{scheme}://").medium,
        make.channel(f"{scheme}://?medium=mail").medium,
    ]

    assert opened == [Medium.MAIL, Medium.SMS, Medium.MAIL]


def test_a_provider_is_loaded_on_first_use_and_none_knows_django() -> None:
    program = (
        "import sys; from wardbell.channels import open_channel, schemes\n"
        "assert 'httptools' not in sys.modules and 'aiosmtplib' not in sys.modules\n"
        "import importlib; [importlib.import_module('wardbell.channels.' + one) for one in schemes()]\n"
        "print('httptools' in sys.modules, 'django' in sys.modules)"
    )

    said = subprocess.run([sys.executable, "-c", program], cwd=SOURCE, capture_output=True, check=True)

    assert said.stdout == b"True False\n"


def test_nothing_shows_a_secret_or_an_address() -> None:
    channel = open_channel(
        f"twilio://{ACCOUNT}@?from=+16125550100", loopback_only=False, public_url=make.PUBLIC
    )
    shown = repr(channel) + repr(make.text()) + repr(make.mail())

    assert [word for word in (SECRET, "5550143", "reader@") if word in shown] == []


@pytest.mark.parametrize(
    ("address", "shown"),
    [("+16125550143", "•••43"), ("reader@mail.example", "•••@mail.example"), ("", "•••"), ("911", "•••")],
)
def test_an_address_is_shown_masked(address: str, shown: str) -> None:
    assert masked(address) == shown


def test_loopback_is_an_address_or_the_reserved_name() -> None:
    hosts = ["127.0.0.1", "::1", "localhost", "127.1", "0x7f000001", "localhost.", "example"]

    assert [host for host in hosts if is_loopback(host)] == ["127.0.0.1", "::1", "localhost"]
