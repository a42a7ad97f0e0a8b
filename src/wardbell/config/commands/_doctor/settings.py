"""Settings: unset, weak, mistyped, or those of a demo."""

from collections.abc import Iterator
from pathlib import Path

from wardbell.config import env
from wardbell.config.commands._doctor.finding import Finding, good, missing, needed_live, note
from wardbell.config.env import Env, NodeKind

_CHECK = "settings"
_SHORTEST_SECRET_KEY = 50  # signs; Django's own check W009
_OTHERS_MAY = 0o077  # what others than the owner may do with a file


def look(given: Env) -> Iterator[Finding]:
    """Yields what is to be said of the settings; values of secrets are never in it."""
    is_live = given.node_kind == NodeKind.LIVE
    roles = " and ".join(given.node_roles.split(","))
    yield good(_CHECK, f"The settings can be read: a {given.node_kind} node that is {roles}.")
    yield from _typing_errors()
    yield from _secrets(given, is_live=is_live)
    yield from _secret_files()
    yield from _addresses(given, is_live=is_live)
    if given.jobs == "none":
        yield needed_live(
            _CHECK, "WARDBELL_JOBS is 'none'.", is_live=is_live, fix="WARDBELL_JOBS=embedded",
            why="This process only rings; nothing leaves unless another process of this node answers.",
        )  # fmt: skip


def _typing_errors() -> Iterator[Finding]:
    for name in env.unknown_names():
        yield missing(
            _CHECK, f"{name} is no setting of Wardbell.", why="Most such names are typing errors, and the setting that was meant is not set.",
            fix="Compare it with docs/reference/settings.md.",
        )  # fmt: skip


def _secrets(given: Env, *, is_live: bool) -> Iterator[Finding]:
    if given.secret_key and len(given.secret_key) < _SHORTEST_SECRET_KEY:
        yield needed_live(
            _CHECK, f"WARDBELL_SECRET_KEY is shorter than {_SHORTEST_SECRET_KEY} signs.", is_live=is_live,
            why="Whoever guesses it can sign in as anybody.",
            fix="python -c 'import secrets; print(secrets.token_urlsafe(48))' into the file of WARDBELL_SECRET_KEY_FILE",
        )  # fmt: skip
    for name in env.made_by_itself(given) if is_live else ():
        yield missing(
            _CHECK, f"{name} is the one that a demo made for itself in {given.var_dir}.",
            why="A demo's keys lie beside its database: whoever copies that folder opens everything.",
            fix=f"Make a new one, keep it elsewhere, and name its file in {name}_FILE.",
        )  # fmt: skip
    if is_live and len(env.secret_files()) == 0:
        yield note(
            _CHECK, "The secrets stand in the environment itself.", why="Every process of this user can read the environment.",
            fix="Put each into a file of its own and set NAME_FILE.",
        )  # fmt: skip


def _secret_files() -> Iterator[Finding]:
    for name, path in env.secret_files().items():
        if _others_may_read(path):
            yield missing(
                _CHECK, f"The file that {name}_FILE names can be read by others on this machine.",
                why="A secret that others can read is none.", fix=f"chmod 600 {path}",
            )  # fmt: skip


def _addresses(given: Env, *, is_live: bool) -> Iterator[Finding]:
    if not given.alarm_mail:
        yield needed_live(
            _CHECK, "WARDBELL_ALARM_MAIL is not set.", is_live=is_live, fix="WARDBELL_ALARM_MAIL=name@city.example",
            why="When a step does not happen, the alarm is written to standard error alone.",
        )  # fmt: skip
    if "localhost" in given.mail_from:
        yield needed_live(
            _CHECK, "WARDBELL_MAIL_FROM names localhost.", is_live=is_live,
            fix='WARDBELL_MAIL_FROM="City notices <notices@city.example>"', why="Mail from there is refused or lands in spam.",
        )  # fmt: skip
    if is_live and given.proxies == 0:
        yield missing(
            _CHECK, "WARDBELL_PROXIES is 0, and a live node stands behind a proxy that ends TLS.",
            why="Every visitor then seems to come from the proxy, so that limits count all of them as one.",
            fix="WARDBELL_PROXIES=1, or however many proxies stand in front",
        )  # fmt: skip


def _others_may_read(path: Path) -> bool:
    try:
        return bool(path.stat().st_mode & _OTHERS_MAY)
    except OSError:
        return False
