from __future__ import annotations

import pytest

from preview.errors import InvalidUrl, NotFound, TargetRefused, UpstreamBlocked, UpstreamError

HOUR, DAY = 3600, 86_400
STORY = "https://news.example/story"
SHORT = "https://short.example/z"
PAGE = """<html lang="en"><head><title>A story of trees</title>
<meta property="og:title" content="A story of trees">{}</head><body></body></html>"""
ABS = """<html lang="en"><head><title>[2301.01234] On trees</title>
<meta name="citation_title" content="On trees"><meta name="citation_author" content="Oak, Ann">
<meta name="citation_date" content="2023/01/03"><meta name="citation_arxiv_id" content="2301.01234">
<meta name="citation_abstract" content="All about trees."></head><body></body></html>"""
ARXIV = "https://arxiv.org/abs/2301.01234"


def page(extra="", **headers):
    return 200, headers, PAGE.format(extra)


@pytest.mark.parametrize(
    "link",
    [
        "https://arxiv.org/pdf/2301.01234",
        "https://arxiv.org/pdf/2301.01234.pdf",
        "https://arxiv.org/html/2301.01234",
        "http://www.arxiv.org/abs/2301.01234?context=math",
        "https://doi.org/10.48550/arXiv.2301.01234",
        "arXiv:2301.01234",
        "2301.01234",
    ],
)
def test_every_link_to_one_paper_is_one_fetch_of_the_abs_page(previewer, web, link):
    web[ARXIV] = (200, {}, ABS)
    first = previewer.preview(ARXIV).preview
    second = previewer.preview(link)
    assert web.asked == [ARXIV]
    assert second.state == "hit"
    assert second.preview.url == link
    assert second.preview.paper == first.paper
    assert second.preview.work_id == "arxiv:2301.01234"


def test_a_version_has_an_entry_of_its_own(previewer, web):
    web[ARXIV] = (200, {}, ABS)
    web[ARXIV + "v1"] = (200, {}, ABS)
    previewer.preview(ARXIV)
    versioned = previewer.preview("https://arxiv.org/pdf/2301.01234v1").preview
    assert web.asked == [ARXIV, ARXIV + "v1"]
    assert versioned.work_id == "arxiv:2301.01234"
    assert versioned.canonical_url == ARXIV
    assert versioned.paper.pdf_url == "https://arxiv.org/pdf/2301.01234v1"


def test_the_content_type_is_that_of_the_link_asked_for(previewer, web):
    web[ARXIV] = (200, {}, ABS)
    links = {
        ARXIV: "text/html; charset=utf-8",
        "https://arxiv.org/pdf/2301.01234": "application/pdf",
    }
    assert {link: previewer.preview(link).preview.content_type for link in links} == links


def test_a_work_is_fresh_for_a_day_and_a_version_for_a_week(previewer, web, clock):
    web[ARXIV] = web.pages[ARXIV + "v1"] = (200, {}, ABS)
    assert previewer.preview(ARXIV).fresh_s == DAY
    assert previewer.preview(ARXIV + "v1").fresh_s == 7 * DAY


def test_a_pages_own_headers_move_its_lifetime_within_bounds(previewer, web):
    for name, header, fresh in (
        ("plain", {}, 6 * HOUR),
        ("short", {"cache-control": "max-age=1"}, 300),
        ("long", {"cache-control": "max-age=99999999"}, DAY),
    ):
        web[f"https://news.example/{name}"] = page(**header)
        assert previewer.preview(f"https://news.example/{name}").fresh_s == fresh


def test_times_of_the_answer_are_those_of_the_fetch(previewer, web, clock):
    web[STORY] = page()
    previewer.preview(STORY)
    clock.now += 90
    answer = previewer.preview(STORY)
    assert answer.age_s == 90
    assert answer.preview.fetched_at == "2023-11-14T22:13:20Z"
    assert answer.preview.expires_at == "2023-11-15T04:13:20Z"


def test_a_304_makes_the_entry_fresh_again_and_costs_no_new_reading(previewer, web, clock):
    def answer(headers):
        names = {name.lower(): value for name, value in headers.items()}
        return (304, {}, "") if names.get("if-none-match") == '"1"' else page(etag='"1"')

    web[STORY] = answer
    before = previewer.preview(STORY).preview
    clock.now += 61
    after = previewer.preview(STORY, refresh=True)
    assert web.asked == [STORY, STORY]
    assert after.age_s == 0
    assert after.preview.title == before.title


def test_a_refresh_within_a_minute_is_no_fetch(previewer, web, clock):
    web[STORY] = page()
    previewer.preview(STORY)
    clock.now += 30
    previewer.preview(STORY, refresh=True)
    assert web.asked == [STORY]


def test_a_stale_card_answers_when_the_site_fails(previewer, web, clock):
    web[STORY] = page()
    previewer.preview(STORY)
    web[STORY] = (503, {}, "")
    clock.now += DAY
    assert previewer.preview(STORY, refresh=True).preview.title == "A story of trees"


def test_a_redirect_from_a_plain_link_to_a_paper_is_answered_by_the_papers_entry(previewer, web):
    web["https://short.example/x"] = (302, {"location": "https://arxiv.org/pdf/2301.01234v1"}, "")
    web[ARXIV + "v1"] = (200, {}, ABS)
    answer = previewer.preview("https://short.example/x").preview
    assert answer.work_id == "arxiv:2301.01234"
    assert answer.url == "https://short.example/x"
    assert "url:short.example/x" not in answer.aliases  # a pointer, not an alias
    assert web.asked == ["https://short.example/x", ARXIV + "v1"]


def test_a_redirect_to_another_page_makes_the_domain_that_of_the_page(previewer, web):
    web["https://short.example/y"] = (302, {"location": STORY}, "")
    web[STORY] = page()
    answer = previewer.preview("https://short.example/y").preview
    assert (answer.domain, answer.canonical_url) == ("news.example", STORY)


def test_a_canonical_link_on_the_own_site_is_an_alias_and_on_another_is_nothing(previewer, web):
    web[STORY] = page('<link rel="canonical" href="https://www.news.example/2024/story/">')
    web["https://evil.example/a"] = page(f'<link rel="canonical" href="{STORY}">')
    own = previewer.preview(STORY).preview
    assert own.canonical_url == "https://www.news.example/2024/story/"
    assert own.aliases == ("url:news.example/story", "url:news.example/2024/story")
    other = previewer.preview("https://evil.example/a").preview
    assert other.canonical_url == "https://evil.example/a"
    assert other.aliases == ("url:evil.example/a",)


def test_an_empty_page_is_called_by_its_domain(previewer, web):
    web["https://www.empty.example/"] = (200, {}, "")
    preview = previewer.preview("https://www.empty.example/").preview
    assert (preview.title, preview.site_name) == ("empty.example", "empty.example")


def test_a_bot_wall_never_becomes_a_card(previewer, web):
    web[STORY] = (200, {}, "<title>Just a moment...</title><p>Checking your browser</p>")
    with pytest.raises(UpstreamBlocked):
        previewer.preview(STORY)


def test_a_kept_failure_says_for_how_long_it_holds(previewer, web, clock):
    web[STORY] = (500, {}, "")
    with pytest.raises(UpstreamError):
        previewer.preview(STORY)
    clock.now += 20
    with pytest.raises(UpstreamError) as kept:
        previewer.preview(STORY)
    assert web.asked == [STORY]
    assert kept.value.max_age == 40


@pytest.mark.parametrize(
    ("link", "error"),
    [
        ("", InvalidUrl),
        ("example.org/x", InvalidUrl),
        ("ftp://example.org/x", TargetRefused),
        ("javascript:alert(1)", TargetRefused),
        ("http://127.0.0.1/", TargetRefused),
        ("https://arxiv.org:8080/abs/2301.01234", TargetRefused),
        ("https://u:p@arxiv.org/abs/2301.01234", TargetRefused),
    ],
)
def test_a_link_that_must_not_be_followed_reaches_no_web(previewer, web, link, error):
    with pytest.raises(error):
        previewer.preview(link)
    assert web.asked == []


def test_what_costs_a_fetch_has_to_be_admitted_and_what_the_cache_has_does_not(previewer, web):
    class Full(Exception):
        pass

    def refuse():
        raise Full

    web[STORY] = page()
    with pytest.raises(Full):
        previewer.preview(STORY, admit=refuse)
    assert web.asked == []
    previewer.preview(STORY)
    assert previewer.preview(STORY, admit=refuse).state == "hit"


def test_normalize_learns_from_the_cache_and_asks_no_network(previewer, web):
    name = previewer.name("https://arxiv.org/pdf/2301.01234v2")
    assert (name.work_id, name.version, name.resolved) == ("arxiv:2301.01234", 2, False)
    web[SHORT] = (302, {"location": ARXIV}, "")
    web[ARXIV] = (200, {}, ABS)
    assert previewer.name(SHORT).work_id == "url:short.example/z"
    previewer.preview(SHORT)
    learnt = previewer.name(SHORT)
    assert (learnt.work_id, learnt.resolved) == ("arxiv:2301.01234", True)


def test_normalize_learns_the_version_that_a_short_link_asks_for(previewer, web):
    web[SHORT] = (302, {"location": "https://arxiv.org/pdf/2301.01234v2"}, "")
    web[ARXIV + "v2"] = (200, {}, ABS)
    previewer.preview(SHORT)
    assert previewer.name(SHORT).version == 2


def test_forget_drops_the_entry(previewer, web):
    web[ARXIV] = (200, {}, ABS)
    previewer.preview(ARXIV)
    previewer.forget("arXiv:2301.01234")
    previewer.preview(ARXIV)
    assert web.asked == [ARXIV, ARXIV]


def test_forget_drops_every_version_and_language(previewer, web):
    web[ARXIV] = web.pages[ARXIV + "v1"] = (200, {}, ABS)
    web[STORY] = page()
    for link in (ARXIV, ARXIV + "v1"):
        previewer.preview(link)
    for language in (None, "de", "fr"):
        previewer.preview(STORY, language=language)
    asked = len(web.asked)
    previewer.forget("https://doi.org/10.48550/arXiv.2301.01234")
    previewer.forget(STORY)
    for link in (ARXIV, ARXIV + "v1"):
        assert previewer.preview(link).state == "miss"
    for language in (None, "de", "fr"):
        assert previewer.preview(STORY, language=language).state == "miss"
    assert len(web.asked) == 2 * asked


def test_explain_shows_every_candidate_and_costs_no_second_fetch(previewer, web):
    web[STORY] = page()
    previewer.preview(STORY)
    explained = previewer.explain(STORY)
    assert web.asked == [STORY]
    titles = {judged.source: judged for judged in explained.candidates["title"]}
    assert titles["og:title"].won
    assert titles["html:title"].reason == "og:title comes before it"
    assert [(step.url, step.outcome) for step in explained.steps] == [(STORY, "200")]


def test_explain_of_a_short_link_is_that_of_the_work_behind_it(previewer, web):
    web[SHORT] = (302, {"location": ARXIV}, "")
    web[ARXIV] = (200, {}, ABS)
    for _ in range(2):  # loaded, then kept
        explained = previewer.explain(SHORT)
        assert explained.candidates["title"][0].value == "On trees"
        assert [(step.url, step.outcome) for step in explained.steps] == [
            (SHORT, "302"),
            (ARXIV, "200"),
        ]


def test_explain_of_a_failure_shows_the_problem(previewer, web):
    explained = previewer.explain("https://news.example/none")
    assert isinstance(explained.problem, NotFound)
    assert explained.answer is None


def test_the_fallback_is_what_the_link_itself_says(previewer):
    assert previewer.fallback("https://www.nature.com/articles/nature14539") == {
        "url": "https://www.nature.com/articles/nature14539",
        "canonical_url": "https://doi.org/10.1038/nature14539",
        "work_id": "doi:10.1038/nature14539",
        "domain": "doi.org",
    }
    assert previewer.fallback("nonsense") is None
