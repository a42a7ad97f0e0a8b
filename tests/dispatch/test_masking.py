"""Small counts of readers are not shown, and no total gives one away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbell.dispatch.rules import masked, masked_beside_total

COUNTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 30), min_size=1)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        (
            {"en": 90, "so": 3, "es": 40},
            {"en": 90, "so": None, "es": None},
        ),  # 133 in all, and 90: 3 would be plain
        ({"en": 90, "so": 3, "es": 2}, {"en": 90, "so": None, "es": None}),
        ({"en": 90, "so": 1, "es": 1}, {"en": None, "so": None, "es": None}),  # two that are two: one each
        ({"en": 90, "so": 0, "es": 40}, {"en": 90, "so": 0, "es": 40}),
        ({"en": 1, "so": 0}, {"en": None, "so": None}),
    ],
)
def test_masked_beside_total_when_a_count_is_small_then_no_sum_tells_it(counts, shown):
    assert masked_beside_total(counts) == shown


@given(COUNTS)
def test_masked_beside_total_when_any_then_small_ones_are_hidden_and_never_alone(counts):
    shown = masked_beside_total(counts)

    hidden = [cell for cell, n in shown.items() if n is None]
    assert all(shown[cell] is None for cell, n in counts.items() if masked(n) is None)
    assert all(shown[cell] in (None, n) for cell, n in counts.items())
    assert (
        not hidden
        or len(hidden) == len(counts)
        or (len(hidden) > 1 and sum(counts[one] for one in hidden) >= 5)
    )
