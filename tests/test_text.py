import pytest
from hypothesis import given
from hypothesis import strategies as st

from preview.text import clip

WORDS = st.lists(st.text("abc", min_size=1, max_size=8), min_size=1)


@given(WORDS, st.sampled_from([" ", "  ", "\n\n"]), st.integers(1, 80))
def test_what_is_cut_ends_with_a_whole_word(words, blank, limit):
    text = blank.join(words)
    shown = clip(text, limit)
    assert len(shown) <= limit
    if shown != text:
        kept = shown.removesuffix("…")
        assert text.startswith(kept)
        assert text[len(kept)].isspace() or len(words[0]) >= limit


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("All you need is attention", 9, "All you…"),  # the bound falls behind a blank
        ("It costs $5 or more", 13, "It costs $5…"),
        ("For $a + b$ only", 9, "For…"),
        ("Unbreakable", 6, "Unbre…"),
        ("All", 3, "All"),
        ("All", 0, ""),
    ],
)
def test_a_text_is_cut_to_its_bound(text, limit, shown):
    assert clip(text, limit) == shown
