"""Which day is that of a page's publication."""

from __future__ import annotations

import datetime

import pytest

from preview.merge import merge
from preview.model import Candidate, WorkId

PAGE = WorkId("url", "news.example/story")
PAPER = WorkId("doi", "10.5555/1")
URL = "https://news.example/story"


def published(*stated, work=PAGE, url=URL):
    candidates = [Candidate("published", value, source) for value, source in stated]
    metadata = merge(candidates, work=work, url=url).metadata
    return metadata.published


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2016/05/03/trees", "2016-05-03"),
        ("/2016/05/trees", "2016-05"),
        ("/2016-05-03-trees/", "2016-05-03"),
        ("/blog/letters/2016-05-03-18", "2016-05-03"),
        ("/home/2016/5/3/trees", "2016-05-03"),
        ("/film/2016/may/03/trees", "2016-05-03"),
        ("/2016/POLITICS/05/03/trees/index.html", "2016-05-03"),
        ("/3/all/20160503/58406128/1", "2016-05-03"),
        ("/2016/trees", None),  # a year may be that of what the page is about
        ("/2016/05/03", None),  # all posts of a day
        ("/2016/5/3", None),
        ("/2016/volume/5/3/trees", None),  # no two digits: parts of something
        ("/2016/13/45/trees", None),
        ("/20161345/trees", None),
        ("/a20160503b/trees", None),
        ("/trees?day=/2016/05/03/trees", None),
        ("/trees#/2016/05/03/trees", None),
    ],
)
def test_an_address_states_the_day_as_publishing_systems_write_it(path, day):
    assert published(url=f"https://news.example{path}") == day


@pytest.mark.parametrize("source", ["body:day", "body:time", "body:date"])
def test_a_page_is_not_older_than_the_web_but_a_paper_may_be(source):
    assert published(("1935-08-14", source)) is None
    assert published(("1935-08-14", "meta:date")) == "1935-08-14"
    assert published(("1935-08-14", "body:date"), work=PAPER) == "1935-08-14"


def test_a_day_to_come_is_an_event_s():
    later = datetime.date.today() + datetime.timedelta(days=40)
    assert published((f"{later}", "body:time"), ("2016-05-03", "body:date")) == "2016-05-03"
    assert published((f"{later}", "article:published_time")) == f"{later}"
    assert published(url=f"https://events.example/{later:%Y/%m/%d}/concert") is None


@pytest.mark.parametrize(
    ("shown", "day"),
    [
        ("2016-05-04", "2016-05-04"),  # the next morning
        ("2016-04-30", "2016-04-30"),  # written, then published
        ("2019-05-03", "2016-05-03"),  # another story's
        ("2016-09-01", "2016-05-03"),
        ("2019", "2016-05-03"),
    ],
)
def test_a_day_in_the_body_is_not_believed_against_the_address(shown, day):
    address = "https://news.example/2016/05/03/trees"
    assert published((shown, "body:time"), url=address) == day


def test_a_tag_is_believed_against_the_address():
    address = "https://news.example/2016/05/03/trees"
    assert published(("2019-05-03", "article:published_time"), url=address) == "2019-05-03"


def test_the_day_of_the_record_comes_behind_any_other():
    record = ("2019-05-07", "microdata:datecreated")
    assert published(record) == "2019-05-07"
    assert published(record, ("2015-10-12", "body:dateline")) == "2015-10-12"
    assert published(record, ("2015-10-12", "body:date")) == "2015-10-12"
    assert published(record, url="https://news.example/2015/10/12/trees") == "2015-10-12"
