"""Folding keeps every place traceable, and words are found in their forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbell.safeguards.lexicon import Lexicon
from wardbell.safeguards.reading import fold, read
from wardbell.safeguards.spelling import digits_at


def test_digits_of_every_script_fold_to_figures() -> None:
    assert fold("٤٨٢ ४८२ ４８２ ໔໘໒ 𝟒𝟖𝟐") == "482 482 482 482 482"


def test_capitals_accents_and_invisible_characters_fold_away() -> None:
    assert fold("PLÁCA\u200b \u200fbiển Số") == "placa bien so"


@given(st.text(max_size=80))
def test_each_folded_character_knows_where_it_came_from(text: str) -> None:
    reading = read(text)

    assert len(reading.origins) == len(reading.folded) == len(reading.cased)
    assert list(reading.origins) == sorted(reading.origins)
    assert all(0 <= place < len(text) for place in reading.origins)


def test_a_stop_ends_a_sentence_but_an_abbreviation_does_not() -> None:
    assert {token.sentence for token in read("2218 Larkmoor Ave. N").tokens} == {0}
    assert {token.sentence for token in read("It was loud. They left.").tokens} == {0, 1}


def test_an_entry_covers_its_forms_and_particles() -> None:
    lexicon = Lexicon({"plate.strong": ["taarg*", "رقم لوحة"], "zh.plate": ["车牌"]})

    hits = lexicon.find(read("taargadiisu waa; برقم اللوحة; 他的车牌号"))

    assert len(hits.of("plate.strong")) == 2
    assert len(hits.of("zh.plate")) == 1


def test_a_longer_phrase_hides_the_shorter_one_inside() -> None:
    lexicon = Lexicon({"home.word": ["house"], "pass.words": ["open house"]})

    assert lexicon.find(read("open house tonight")).of("home.word") == []
    assert len(lexicon.find(read("the house tonight")).of("home.word")) == 1


def test_ethiopic_letters_of_one_sound_fold_to_one() -> None:
    assert fold("ፃፉልኝ ሠላም ዓለም") == fold("ጻፉልኝ ሰላም አለም")


def test_a_label_belongs_to_what_follows_it() -> None:
    assert {token.sentence for token in read("Plate? KTX 482").tokens} == {0}
    assert {token.sentence for token in read("Did you see the plate? I did").tokens} == {0, 1}


def test_two_signs_of_an_unspaced_script_are_one_word() -> None:
    reading = read("他的车牌 is here")

    assert reading.words(0, len(reading.tokens) - 1) == 4


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("forty three", "43"),
        ("twelve hundred", "1200"),
        ("triple five", "555"),
        ("soixante-douze", "72"),
        ("quatre-vingt-dix-huit", "98"),
        ("six cent douze", "612"),
        ("шестьсот двенадцать", "612"),
        ("سبعة وثلاثين", "37"),
        ("ໜຶ່ງ", "1"),
    ],
)
def test_a_number_is_read_in_words(said: str, digits: str) -> None:
    step = digits_at(read(said), 0)

    assert step is not None
    assert (step.symbols, step.last) == (digits, len(read(said).tokens) - 1)
