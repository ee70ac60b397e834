"""Titles and comments that say what has become of a work."""

from __future__ import annotations

import pytest

from preview.registries.status import of_comment, of_title


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("RETRACTED ARTICLE: On ice", "retracted"),
        ("Retracted: On ice", "retracted"),
        ("[Retracted] On ice", "retracted"),
        ("(WITHDRAWN) On ice", "withdrawn"),
        ("WITHDRAWN: On ice", "withdrawn"),
        ("TEMPORARY REMOVAL: On ice", "withdrawn"),
        ("Retraction: On ice", None),  # the notice
        ("Retraction notice to: On ice", None),
        ("Retracted papers and their authors", None),  # papers about the matter
        ("Withdrawn children", None),
        ("", None),
        (None, None),
    ],
)
def test_a_mark_before_a_title(title, status):
    assert of_title(title) == status


@pytest.mark.parametrize(
    ("comment", "status"),
    [
        ("This paper has been withdrawn by the author due to an error in Lemma 2", "withdrawn"),
        ("Withdrawn.", "withdrawn"),
        ("5 pages. Withdrawn by arXiv administration", "withdrawn"),
        ("12 pages; replaces our withdrawn note", None),
        ("v2: the withdrawal of Section 3 is explained", None),
        (None, None),
    ],
)
def test_a_comment_on_arxiv(comment, status):
    assert of_comment(comment) == status
