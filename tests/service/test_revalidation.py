"""Pages that are as they were, and time that was up before a site had its chance."""

from __future__ import annotations

import time

import pytest

from preview import errors

STORY = "https://news.example/story"
ABS = "https://arxiv.org/abs/2301.01234"
PAGES = {
    STORY: "<title>A story of trees</title>",
    ABS: """<title>[2301.01234] On trees</title><meta name="citation_title" content="On trees">
<meta name="citation_author" content="Oak, Ann"><meta name="citation_arxiv_id" content="2301.01234">
<meta name="citation_abstract" content="All about trees.">""",
}
DATE = "Mon, 23 Nov 2026 16:00:00 GMT"


class Conditional:
    """A page with a validator; *sent* has the status of each answer."""

    def __init__(self, body, validator, condition, **of_304):
        self.body, self.validator, self.condition = body, validator, condition
        self.of_304, self.sent = of_304, []

    def __call__(self, headers):
        asked = {name.lower(): value for name, value in headers.items()}
        same = asked.get(self.condition) == self.validator[1]
        self.sent.append(304 if same else 200)
        name, value = self.validator
        return (304, self.of_304, "") if same else (200, {name: value}, self.body)


@pytest.mark.parametrize("url", [STORY, ABS])
@pytest.mark.parametrize(
    ("validator", "condition"),
    [(("etag", '"1"'), "if-none-match"), (("last-modified", DATE), "if-modified-since")],
)
def test_what_is_as_it_was_is_not_read_again(previewer, web, clock, url, validator, condition):
    web[url] = page = Conditional(PAGES[url], validator, condition)
    before = previewer.preview(url).preview
    clock.now += 3600
    after = previewer.preview(url, refresh=True)
    assert page.sent == [200, 304]
    assert web.asked == [url, url], "nobody else is asked"
    assert (after.age_s, after.preview.title) == (0, before.title)
    assert after.preview.paper == before.paper
    clock.now += 3600
    assert previewer.preview(url).state == "hit", "fresh again from the 304 on"


def test_a_304_says_for_how_long_it_holds(previewer, web, clock):
    headers = {"cache-control": "max-age=600"}
    web[STORY] = Conditional(PAGES[STORY], ("etag", '"1"'), "if-none-match", **headers)
    assert previewer.preview(STORY).fresh_s == 6 * 3600
    clock.now += 61
    assert previewer.preview(STORY, refresh=True).fresh_s == 600


def test_explain_still_knows_what_was_stated_before_a_304(previewer, web, clock):
    web[STORY] = Conditional(PAGES[STORY], ("etag", '"1"'), "if-none-match")
    previewer.preview(STORY)
    clock.now += 61
    previewer.preview(STORY, refresh=True)
    explained = previewer.explain(STORY)
    assert [step.outcome for step in explained.steps] == ["304"]
    assert explained.candidates["title"][0].value == "A story of trees"


def test_a_validator_is_for_the_page_that_gave_it(previewer, web, clock):
    """After a redirect the card is another page's: the first one is asked as ever."""
    web[STORY] = (302, {"location": "/other"}, "")
    other = Conditional(PAGES[STORY], ("etag", '"1"'), "if-none-match")
    web["https://news.example/other"] = other
    previewer.preview(STORY)
    clock.now += 61
    assert previewer.preview(STORY, refresh=True).preview.title == "A story of trees"
    assert other.sent == [200, 200]


def test_a_site_that_had_no_time_to_answer_is_asked_again(previewer, web):
    """The end of a batch, say: to keep that as the site's failure would be a lie."""

    def late(headers):
        raise errors.UpstreamTimeout("The site did not answer in time.", url=STORY)

    web[STORY] = late
    with pytest.raises(errors.UpstreamTimeout) as caught:
        previewer.preview(STORY, until=time.monotonic() + 0.3)
    assert (caught.value.code, caught.value.max_age) == ("upstream_timeout", None)
    web[STORY] = (200, {}, PAGES[STORY])
    assert previewer.preview(STORY).preview.title == "A story of trees"


def test_a_site_that_had_its_time_is_left_alone_for_a_minute(previewer, web, clock):
    def late(headers):
        raise errors.UpstreamTimeout("The site did not answer in time.", url=STORY)

    web[STORY] = late
    for age in (60, 59):  # seconds that are left of it
        with pytest.raises(errors.UpstreamTimeout) as caught:
            previewer.preview(STORY)
        assert caught.value.max_age == age
        clock.now += 1
    assert web.asked == [STORY]


def test_no_time_at_all_asks_nobody(previewer, web):
    with pytest.raises(errors.UpstreamTimeout):
        previewer.preview(STORY, until=time.monotonic() - 1)
    assert web.asked == []
