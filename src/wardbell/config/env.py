"""Every setting, typed, in one place. Nothing else reads the environment."""

import base64
import json
import os
import secrets
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields
from dataclasses import field as dataclass_field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from wardbell.ground.clock import Pace


class NodeKind(StrEnum):
    LIVE = "live"  #: real people; sample texts refused; nothing public until the sign-offs are recorded
    DEMO = "demo"  #: a made-up city; every message says SAMPLE; real channels refuse any address but loopback
    REHEARSAL = "rehearsal"  #: as demo, and the clock may run faster


class NodeRole(StrEnum):
    CITY = "city"
    COMMUNITY = "community"


class SettingMissing(SystemExit):
    """A setting is missing or wrong; the message says which, and what to write."""


def setting(*, default: Any, help: str, secret: bool = False) -> Any:  # noqa: A002  # the word a reader looks for
    """Declares one setting; its name in the environment is WARDBELL_ and the field's name in capitals."""
    return dataclass_field(default=default, metadata={"help": help, "secret": secret})


@dataclass(frozen=True, kw_only=True)
class Env:
    """What an operator can set. Defaults are those of a demo on one machine."""

    node_kind: str = setting(default="demo", help="live, demo or rehearsal")
    node_roles: str = setting(
        default="city,community", help="which roles this node holds: city, community, or both"
    )
    jurisdiction: str = setting(
        default="demo",
        help="the jurisdiction pack that this node serves: a folder in cities_dir or in packs/jurisdictions",
    )
    cities_dir: str = setting(
        default="",
        help="folder with jurisdiction packs of your own, looked into before packs/jurisdictions; `cities` in var_dir when empty",
    )
    base_url: str = setting(
        default="http://localhost:8800", help="the public address of this node, without a slash at the end"
    )
    var_dir: str = setting(default="var", help="folder for the database, the key ring and the lock file")
    database_url: str = setting(
        default="",
        help="SQLite in var_dir when empty; postgresql://user:password@host/name to grow",
        secret=True,
    )
    secret_key: str = setting(
        default="", help="signs sessions and links; made in var_dir on a demo node when empty", secret=True
    )
    key_ring: str = setting(
        default="",
        help="JSON {index: base64, keys: {id: base64}}, 32 bytes each; made in var_dir on a demo node when empty",
        secret=True,
    )
    mail_url: str = setting(
        default="console://",
        help="smtp://user:password@host:port?tls=starttls, or console://, or memory://",
        secret=True,
    )
    sms_url: str = setting(
        default="console://",
        help="twilio://account:token@host?from=+1..., http://token@gateway, or console://, or memory://",
        secret=True,
    )
    mail_from: str = setting(default="Wardbell <notices@localhost>", help="the sender that readers see")
    alarm_mail: str = setting(
        default="", help="who is told when a step did not happen; empty: standard error only"
    )
    dormant_days: int = setting(
        default=45, help="after so many days without a sign-in an account that can send is locked; 0: never"
    )
    review_days: int = setting(
        default=90, help="how often somebody must confirm who holds which role; 0: never"
    )
    review_grace_days: int = setting(
        default=14, help="how long a role that nobody confirmed goes on after that"
    )
    proxies: int = setting(
        default=0, help="how many trusted proxies stand in front (each adds one address to X-Forwarded-For)"
    )
    pace: str = setting(
        default="", help="rehearsals only: story's begin, world's begin, speed; set by `wardbell rehearse`"
    )
    sinks: str = setting(
        default="",
        help="demo and rehearsal nodes only: where the sinks that stand in for providers are read, mail first; set by `wardbell demo`",
    )
    jobs: str = setting(
        default="embedded",
        help="embedded: the process that serves the pages works too; procrastinate: `wardbell worker` processes do, on PostgreSQL; none: for a process that only rings for an embedded engine",
    )
    log_level: str = setting(default="info", help="debug, info, warning or error")


PREFIX = "WARDBELL_"
_LOG_LEVELS = ("debug", "info", "warning", "error", "critical")
_JOBS = ("embedded", "procrastinate", "none")
_POSTGRESQL = ("postgresql://", "postgres://")
_DATABASES = (*_POSTGRESQL, "sqlite:///")
_KEY_BYTES = 32
#: read by others than `read`: by the tests and by Django itself
_NOT_OURS = frozenset({"WARDBELL_TEST_DATABASE_URL"})
#: the names that other tools also know
WITHOUT_PREFIX = {"database_url": "DATABASE_URL"}


def name_of(field_name: str) -> str:
    """Returns the name of a setting in the environment."""
    return WITHOUT_PREFIX.get(field_name, PREFIX + field_name.upper())


def read(environment: dict[str, str] | None = None) -> Env:
    """Reads all settings. `NAME_FILE` names a file that holds the value, for secrets.

    Raises:
        SettingMissing: a value is wrong, or a live node lacks one; the message says what to write.
    """
    given = dict(os.environ if environment is None else environment)
    values: dict[str, object] = {}
    for one in fields(Env):
        text = _value(given, name_of(one.name))
        if text is not None:
            values[one.name] = _number(one.name, text) if one.type in {int, "int"} else text
    env = Env(**values)  # type: ignore[arg-type]  # _number and the annotations agree, field by field
    _check(env)
    return env


def pace_of(env: Env) -> Pace | None:
    """Returns the story's clock of a rehearsal.

    Raises:
        SettingMissing: asked for outside a rehearsal, or not of the form.
    """
    if not env.pace:
        return None
    if env.node_kind != NodeKind.REHEARSAL:
        raise SettingMissing(
            "WARDBELL_PACE is set, but only a node of kind 'rehearsal' may run its clock faster."
        )
    try:
        story, world, speed = env.pace.split(",")
        return Pace(
            story_began_at=datetime.fromisoformat(story),
            world_began_at=datetime.fromisoformat(world),
            speed=float(speed),
        )
    except ValueError as error:
        raise SettingMissing("WARDBELL_PACE must be 'ISO instant,ISO instant,factor'.") from error


def secret_key_of(env: Env) -> str:
    """Returns the signing key; a demo node makes one in its var folder."""
    return env.secret_key or _kept(env, "secret_key", lambda: secrets.token_urlsafe(48))


def secrets_of(env: Env) -> tuple[str, ...]:
    """Returns every text that no log line and no page may show: secret settings, and the parts of them that open something."""
    found = [str(getattr(env, one.name)) for one in fields(Env) if one.metadata["secret"]]
    ring = json.loads(env.key_ring or _kept(env, "key_ring.json", _new_key_ring))
    found += [secret_key_of(env), ring["index"], *ring["keys"].values()]
    for url in (env.database_url, env.mail_url, env.sms_url):
        found += _parts_that_open(url)
    return tuple(one for one in dict.fromkeys(found) if one and one not in _HARMLESS)


def key_ring_of(env: Env) -> tuple[dict[int, bytes], bytes]:
    """Returns (sealing keys by id, index key); a demo node makes them in its var folder."""
    text = env.key_ring or _kept(env, "key_ring.json", _new_key_ring)
    try:
        ring = json.loads(text)
        keys = {int(key_id): base64.b64decode(key) for key_id, key in ring["keys"].items()}
        index = base64.b64decode(ring["index"])
        if not keys or {len(key) for key in [*keys.values(), index]} != {_KEY_BYTES}:
            raise ValueError("a key has another length")
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
    ):  # not chained: the message may hold a part of a key
        raise SettingMissing(
            'WARDBELL_KEY_RING must be JSON: {"index": base64, "keys": {"1": base64}}, each key of 32 bytes.'
        ) from None
    return keys, index


def var_dir_of(env: Env) -> Path:
    """Returns the folder for what this node keeps on disk, made when absent, closed to others."""
    folder = Path(env.var_dir).resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise SettingMissing(
            f"WARDBELL_VAR_DIR names a folder that cannot be made: {error.strerror}."
        ) from error
    return folder


def asked_kind(otherwise: NodeKind) -> str:
    """Returns the kind of node that the environment names, before anything else of it is read."""
    return os.environ.get(name_of("node_kind"), otherwise)


def of_own_node(settings: Mapping[str, str], *, bytecode: Path) -> dict[str, str]:
    """Returns the environment of a node of its own: nothing of the caller's node goes through.

    What Python compiles is kept in one folder for all its processes, else each compiles everything anew.
    """
    ours = (PREFIX, "DATABASE_URL", "DJANGO_SETTINGS_MODULE", "PYTHONDONTWRITEBYTECODE")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return inherited | {"PYTHONPYCACHEPREFIX": str(bytecode)} | dict(settings)


def python_path(first: Path) -> str:
    """Returns the folders in which Python looks for programs, with one before all others."""
    before = os.environ.get("PYTHONPATH", "")
    return f"{first}{os.pathsep}{before}"


def become(settings: Mapping[str, str]) -> None:
    """Makes this process a part of such a node, and of nothing else, before Django reads the first setting."""
    os.environ.clear()
    os.environ.update(settings)


#: settings of secret fields that open nothing, and that a sentence may name
_HARMLESS = frozenset({"console://", "memory://", "memory://?medium=sms", "memory://?medium=mail"})


def _parts_that_open(url: str) -> list[str]:
    """Returns the password of a URL, as it is written and as it is meant."""
    before, at, _ = url.partition("://")[2].rpartition("@")
    _, colon, password = before.partition(":")
    return [password, unquote(password)] if at and colon else []


def unknown_names(environment: Mapping[str, str] | None = None) -> list[str]:
    """Returns the names in the environment that begin like settings of ours and are none: most are typing errors."""
    given = os.environ if environment is None else environment
    known = {name_of(one.name) + suffix for one in fields(Env) for suffix in ("", "_FILE")} | _NOT_OURS
    return sorted(name for name in given if name.startswith(PREFIX) and name not in known)


def secret_files(environment: Mapping[str, str] | None = None) -> dict[str, Path]:
    """Returns the files that hold secrets, by the name of the setting; only those that are given as a file."""
    given = os.environ if environment is None else environment
    names = [name_of(one.name) for one in fields(Env) if one.metadata["secret"]]
    return {name: Path(given[name + "_FILE"]) for name in names if given.get(name + "_FILE")}


def made_by_itself(env: Env) -> list[str]:
    """Returns the names of secrets that are those which a demo on this machine made for itself."""
    folder = Path(env.var_dir)
    kept = {"secret_key": folder / "secret_key", "key_ring": folder / "key_ring.json"}
    return [
        name_of(name)
        for name, path in kept.items()
        if path.is_file()
        and getattr(env, name)
        and path.read_text(encoding="utf-8").strip() == getattr(env, name).strip()
    ]


@contextmanager
def as_wide_as(columns: int) -> Iterator[None]:
    """Lets help be written for a terminal of this width, so that a page made of it is the same everywhere."""
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = str(columns)
    try:
        yield
    finally:
        os.environ.pop("COLUMNS") if before is None else os.environ.update(COLUMNS=before)


def _check(env: Env) -> None:
    if env.node_kind not in set(NodeKind):
        raise SettingMissing(f"WARDBELL_NODE_KIND is '{env.node_kind}'; write live, demo or rehearsal.")
    if env.log_level.lower() not in _LOG_LEVELS:
        raise SettingMissing(f"WARDBELL_LOG_LEVEL must be one of {', '.join(_LOG_LEVELS)}.")
    if env.jobs not in _JOBS:
        raise SettingMissing(f"WARDBELL_JOBS must be one of {', '.join(_JOBS)}.")
    if env.database_url and not env.database_url.startswith(_DATABASES):
        raise SettingMissing(f"DATABASE_URL must begin with {' or '.join(_DATABASES)}.")
    if env.jobs == "procrastinate" and not env.database_url.startswith(_POSTGRESQL):
        raise SettingMissing(
            "WARDBELL_JOBS is 'procrastinate', which needs PostgreSQL: set DATABASE_URL to postgresql://user:password@host/name."
        )
    unknown = set(env.node_roles.split(",")) - set(NodeRole)
    if unknown:
        raise SettingMissing(
            f"WARDBELL_NODE_ROLES holds {', '.join(sorted(unknown))}; write city, community, or city,community."
        )
    if env.node_kind == NodeKind.LIVE:
        missing = [
            name_of(one) for one in ("secret_key", "key_ring", "database_url") if not getattr(env, one)
        ]
        if missing:
            raise SettingMissing(
                f"A live node needs {', '.join(missing)}; set each, or the same name with _FILE."
            )
        if not env.base_url.startswith("https://"):
            raise SettingMissing("A live node needs WARDBELL_BASE_URL to begin with https://.")


def _value(given: dict[str, str], name: str) -> str | None:
    if path := given.get(name + "_FILE"):
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise SettingMissing(
                f"{name}_FILE names a file that cannot be read: {error.strerror}."
            ) from error
    return given.get(name)


def _number(name: str, text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise SettingMissing(f"{name_of(name)} must be a whole number.") from error


def _kept(env: Env, name: str, make: Any) -> str:
    if env.node_kind == NodeKind.LIVE:
        raise SettingMissing(
            f"A live node makes no secrets by itself: set {PREFIX}{name.partition('.')[0].upper()}."
        )
    path = var_dir_of(env) / name
    if not path.exists():
        _write_once(path, make())
    return path.read_text(encoding="utf-8")


def _write_once(path: Path, text: str) -> None:
    """Puts a secret in its place whole, readable to its owner alone; who comes second leaves the first one's."""
    descriptor, draft = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    with suppress(FileExistsError):
        os.link(draft, path)
    os.unlink(draft)


def _new_key_ring() -> str:
    def key() -> str:
        return base64.b64encode(secrets.token_bytes(32)).decode()

    return json.dumps({"index": key(), "keys": {"1": key()}})
