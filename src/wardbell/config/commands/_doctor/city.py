"""The city itself: its map, its texts, its words of leave, its drill."""

from collections.abc import Iterator

from django.conf import settings

from wardbell.config.commands._doctor.finding import Finding, good, listed, missing, needed_live
from wardbell.config.env import NodeKind
from wardbell.ground import languages
from wardbell.notices import queries as notices
from wardbell.notices.queries import Item, Step
from wardbell.people import queries as people
from wardbell.phrases import queries as phrases
from wardbell.places import queries as places

_PAGE = "/official/going-live/"


def place() -> Iterator[Finding]:
    """Yields whether the node serves the city that its settings name, and whether every ward has its office."""
    if not places.is_founded():
        yield missing(
            "city", "This node serves no city yet.", why="There is nobody to tell, and nothing to tell about.",
            fix="wardbell city new CODE --wards FILE.geojson --contacts FILE.csv",
        )  # fmt: skip
        return
    here, wards = places.jurisdiction(), places.wards()
    yield good("city", f"This node serves {here.name}, with {len(wards)} wards.")
    if here.code != settings.JURISDICTION:
        yield missing(
            "city", f"The database serves '{here.code}', and WARDBELL_JURISDICTION says '{settings.JURISDICTION}'.",
            why="A later founding would be refused, or would found the wrong city.", fix=f"WARDBELL_JURISDICTION={here.code}",
        )  # fmt: skip
    held = {one.ward for one in people.council_offices()}
    if bare := [one.name for one in wards if one.code not in held]:
        yield missing(
            "city", f"No office answers for {listed(bare)}.", why="A notice about that ward has nobody of its own to tell.",
            fix="Add the office to offices.toml of the city's pack, then wardbell people found.",
        )  # fmt: skip


def texts() -> Iterator[Finding]:
    """Yields, for each language of the city, how many texts are ready, and of which class their sign-offs are."""
    if not places.is_founded():
        return
    for tag in places.jurisdiction().languages:
        yield _language(tag)


def _language(tag: str) -> Finding:
    ready = [by_tag[tag] for by_tag in phrases.readiness(tags=[tag]).values()]
    n_ready = ready.count(phrases.Readiness.READY)
    by_class = phrases.signed_by_class(tag)
    classes = ", ".join(f"{n} {one}" for one, n in by_class.items() if n) or "no sign-off"
    what = f"{languages.by_tag(tag).english}: {n_ready} of {len(ready)} texts can be sent ({classes})."
    if n_ready == len(ready):
        return good("texts", what)
    if tag == languages.FALLBACK and n_ready == 0:
        return missing(
            "texts", what, why="Nothing at all can be sent: what is not written in a language is sent in English.",
            fix="Counsel signs them off; wardbell phrases readiness lists them.",
        )  # fmt: skip
    reader = "Counsel" if tag == languages.FALLBACK else "A native speaker"
    return needed_live(
        "texts", what, is_live=_is_live(), fix=f"{reader} signs them off; wardbell phrases readiness lists them.",
        why="Whoever reads this language gets English and a number to call instead.",
    )  # fmt: skip


def going_live() -> Iterator[Finding]:
    """Yields the checklist of going live."""
    if not places.is_founded():
        return
    for step in notices.going_live():
        if step.item != Item.LANGUAGES:  # told above, language by language
            yield _step(step)


def _step(step: Step) -> Finding:
    done, lacking, why, fix = _SENTENCES[step.item]
    if step.is_done:
        return good("going live", done)
    named = f" Missing: {listed(list(step.lacks))}." if step.lacks else ""
    return needed_live(
        "going live", lacking.format(n=step.n, of=step.of) + named, is_live=_is_live(), why=why, fix=fix
    )


_SENTENCES = {
    Item.COUNSEL: (
        "Counsel has given their word.", "Counsel has not given their word.", "A live node says nothing to the public before that.",
        f"Counsel opens {_PAGE}",
    ),
    Item.CLERK: (
        "The clerk has given their word.", "The clerk has not given their word.", "A live node says nothing to the public before that.",
        f"The duty clerk opens {_PAGE}",
    ),
    Item.NUMBERS: (
        "Every official has proved their telephone number.", "{n} of {of} officials have proved their telephone number.",
        "A number with a wrong digit is found at five in the morning, or now.", "Each official opens /accounts/number/",
    ),
    Item.DRILL: (
        "Every council office answered a drill of the last 90 days.", "{n} of {of} council offices answered the newest drill of the last 90 days.",
        "Whether a notice arrives is known only by one that did.", "/official/roster/ shows the test of each evening, which is one; or play a drill with every office.",
    ),
}  # fmt: skip


def _is_live() -> bool:
    return bool(settings.NODE_KIND == NodeKind.LIVE)
