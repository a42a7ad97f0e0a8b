"""The words before which somebody signs up, as the sign-up page and the answer to a keyword say them.

Reviewed phrases alone. Whoever changes one of them makes a new version; who signed up before keeps the version that they saw.
"""

from dataclasses import dataclass

from wardbell.phrases import queries as phrases

_ON_THE_PAGE = ("page-holder", "page-kept", "page-court")


@dataclass(frozen=True, kw_only=True)
class Wording:
    """The whole text; `language` is what it is written in, English where the reader's is not signed off."""

    language: str
    text: str


def of_the_page(language: str) -> Wording:
    """Returns what stands above the button of the sign-up page.

    Raises:
        Refused: not even the English text is signed off.
    """
    said = [phrases.render("honest", {}, language=language, medium=medium) for medium in _ON_THE_PAGE]
    return Wording(language=said[0].language, text="\n\n".join(one.body for one in said))


def of_the_reply(language: str) -> Wording:
    """Returns what a keyword is answered with, to which YES is the consent.

    Raises:
        Refused: not even the English text is signed off.
    """
    said = phrases.render("confirm-ask", {}, language=language, medium="sms")
    return Wording(language=said.language, text=said.body)
