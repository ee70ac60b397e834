"""A stamp says which entry would answer, without making the answer."""

PAGE = "https://site.test/a"
HTML = "<title>A page</title><meta name=description content='Of some words.'>"
PAPER = "https://arxiv.org/abs/2504.18412"
ABS = (
    '<meta name="citation_title" content="On Trees">'
    '<meta name="citation_arxiv_id" content="2504.18412">'
)


def test_a_stamp_is_when_the_entry_was_stored(previewer, web, clock):
    web[PAGE] = (200, {}, HTML)
    assert previewer.stamp(PAGE) is None
    answer = previewer.preview(PAGE)
    assert previewer.stamp(PAGE) == answer.stored_at == clock.now


def test_another_entry_has_another_stamp(previewer, web, clock):
    web[PAGE] = (200, {}, HTML)
    before = previewer.preview(PAGE).stored_at
    clock.now += 90
    previewer.preview(PAGE, refresh=True)
    assert previewer.stamp(PAGE) == before + 90
    previewer.forget(PAGE)
    assert previewer.stamp(PAGE) is None


def test_an_entry_that_is_stale_has_none(previewer, web, clock):
    web[PAGE] = (200, {}, HTML)
    previewer.preview(PAGE)
    clock.now += 7 * 3600
    assert previewer.stamp(PAGE) is None


def test_a_page_has_a_stamp_in_each_language(previewer, web):
    web[PAGE] = (200, {}, HTML)
    previewer.preview(PAGE, language="de")
    assert previewer.stamp(PAGE, language="de") is not None
    assert previewer.stamp(PAGE) is None


def test_a_language_has_no_case(previewer, web):
    web[PAGE] = (200, {}, HTML)
    previewer.preview(PAGE, language="pt-BR")
    assert previewer.preview(PAGE, language="PT-br").state == "hit"


def test_a_link_that_redirects_to_a_work_has_the_works(previewer, web, clock):
    web["https://short.test/x"] = (302, {"location": PAPER}, "")
    web[PAPER] = (200, {}, ABS)
    previewer.preview("https://short.test/x")
    assert previewer.stamp("https://short.test/x") == previewer.stamp(PAPER) is not None
    clock.now += 7 * 3600  # the work is fresh, and the way to it is not
    assert previewer.stamp(PAPER) is not None
    assert previewer.stamp("https://short.test/x") is None
