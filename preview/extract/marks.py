"""MARKS: which parts of a body are an abstract, a byline, a date, a captcha.

Order means nothing: a part that two rows mark is kept once, for the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from preview.extract.record import Attributes, Mark


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MARKS = (
    # Abstracts.  The tokens are those that publishers' templates use for the whole abstract:
    # Atypon (abstractSection, hlFld-Abstract), Silverchair (abstract), Springer (Abs1-content),
    # HighWire (abstract), OJS (article-abstract), ACL Anthology (acl-abstract), PubMed (#abstract),
    # LaTeXML (ltx_abstract).  role=doc-abstract, where there is no token: `collect`.
    Mark(
        "abstract",
        classes=words(
            "abstract abstracts abstractsection abstractinfull hlfld-abstract article-abstract "
            "article__abstract abstract-text abstract-content abstracttext acl-abstract "
            "article-section__abstract ltx_abstract item-page-field-wrapper-abstract jp-abstract "
            "page-header__intro-inner"  # NBER
        ),
        ids=words("abstract abstracts abs1 abs1-content abstract-content abstractwrap en-abstract"),
        tags=words("blockquote section div p article td span"),
    ),
    # Names of the page's own authors.  hAtom and WordPress themes: https://microformats.org/wiki/hatom
    Mark("author", classes=words("byline__name author-name author__name byline-name p-author")),
    Mark("author", classes=words("loa__author-name citation__author article-author-name")),
    Mark("author", classes=words("react-xocs-alternative-link")),  # ScienceDirect, since 2023
    Mark("author", classes=words("auteur auteurs")),  # SPIP, https://www.spip.net/
    Mark("author", classes=words("author-link authorname author_name"), tags=words("a span")),
    # `author` alone is also what themes write at each comment: believed only where it is one name
    Mark("one-author", classes=words("author post-author post_author"), tags=words("a span p div")),
    # Readers' comments, by what themes call their list beside the names of WordPress.
    Mark(
        "voice",
        classes=words(
            "comments-list comments_list comments-wrapper comments-section comment-section "
            "comment-thread comments-container commentaires kommentare comentarios commenti"
        ),
        ids=words("comments-list comments-section commentaires kommentare comentarios commenti"),
        tags=words("div section ol ul"),
    ),
    # The halves of a name that only a style keeps apart (ScienceDirect until 2023)
    Mark("half-name", classes=words("given-name surname"), tags=words("span")),
    # Who is quoted or comments: a name or a day in there is not the page's.
    Mark(
        "voice",
        classes=words(
            "pull-quote pullquote quote comment comments comment-list commentlist comment-body "
            "comment-content comments-area ce_comments testimonial"
        ),
        ids=words("comments comment-list disqus_thread"),
        tags=words("div section ol ul li aside article"),
    ),
    Mark(
        "byline",
        classes=words("byline by-line article-byline article__byline entry-author post-byline"),
        ids=words("byline"),
    ),
    Mark(
        "authors",
        classes=words("authors author-list authorlist article-authors contrib-group loa"),
        ids=words("authors ejp-article-authors"),  # Lippincott
        tags=words("div ul ol p section span h2 h3"),
    ),
    Mark(
        "date",
        classes=words(
            "published entry-date post-date article-date publish-date date-published pubdate "
            "article__date dt-published timestamp epub-section__date publishingdate publishdate "
            "publish_date published-date publication-date date-publish pub-date post_date "
            "entry_date date_published posted-on article-published news-date"
        ),
        tags=words("span div p time abbr"),
    ),
    # Atypon's issue line, on sites whose pages have no citation tags (ACM).
    Mark("container", classes=words("epub-section__title")),
    Mark("doi", classes=words("issue-item__doi citation__doi"), tags=words("a")),
    # Bot walls: what the challenge's own script fills.  Who uses which: the rows of `wall`.
    Mark(
        "challenge",
        classes=words("g-recaptcha h-captcha cf-turnstile cf-browser-verification"),
        ids=words(
            "challenge-form challenge-running challenge-error-title challenge-error-text "
            "challenge-stage cf-error-details cf-wrapper px-captcha captcha-form captcha "
            "sec-if-container recaptcha_widget distilidentificationblock"
        ),
    ),
    Mark("coins", classes=words("z3988"), tags=words("span")),  # http://ocoins.info/
)


def _tables(
    marks: Iterable[Mark],
) -> tuple[Mapping[str, tuple[Mark, ...]], Mapping[str, Mark]]:
    by_class: dict[str, tuple[Mark, ...]] = {}
    by_id: dict[str, Mark] = {}
    for mark in marks:
        for token in mark.classes:
            by_class[token] = (*by_class.get(token, ()), mark)
        by_id.update(dict.fromkeys(mark.ids - by_id.keys(), mark))
    return MappingProxyType(by_class), MappingProxyType(by_id)


_BY_CLASS, _BY_ID = _tables(MARKS)


class Marker:
    """Finds the mark of a tag; the *marks* of a template that is known come before `MARKS`.

    *tokens* and *ids* are all that mark anything.  *plain* remembers the class values that mark
    nothing, since pages repeat a few of them; one Marker serves one page, so that what it remembers
    is bounded.
    """

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        own = tuple(marks)
        self._by_class, self._by_id = _tables((*own, *MARKS)) if own else (_BY_CLASS, _BY_ID)
        self.ids = self._by_id.keys()
        self.tokens = self._by_class.keys()
        self.plain: set[str] = set()

    def kind(self, tag: str, attributes: Attributes) -> str | None:
        """Return the kind of part that this tag begins, or None."""
        classes = attributes.get("class", "")
        tokens = classes[:1024].lower().split()
        if "__" in classes:  # BEM: `post-byline__timestamp` is a timestamp
            tokens += [token.rpartition("__")[2] for token in tokens]
        marked = not self.tokens.isdisjoint(tokens)
        for token in tokens if marked else ():
            for mark in self._by_class.get(token, ()):
                if not mark.tags or tag in mark.tags:
                    return mark.kind
        if not marked:
            self.plain.add(classes)
        found = self._by_id.get(attributes.get("id", "").lower())
        return found.kind if found is not None and (not found.tags or tag in found.tags) else None
