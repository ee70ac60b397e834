import json

import pytest
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select

KEY = "s3cret-key-of-the-forum"
ABS = "https://arxiv.org/abs/2504.18412"
TITLE = "Expressing stigma and inappropriate responses prevents LLMs"


def ask(browser, link):
    field = browser.one("#url")
    field.clear()
    field.send_keys(link, Keys.ENTER)


def card_text(browser):
    """The card's text once there is some: the frame's document is replaced when it comes."""

    def look(driver):
        driver.switch_to.default_content()
        driver.switch_to.frame(browser.one("#card"))
        try:
            return "".join(main.text for main in driver.find_elements("css selector", "main"))
        except WebDriverException:  # it was replaced between two questions
            return ""

    try:
        return browser.wait.until(look)
    finally:
        browser.driver.switch_to.default_content()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_typed_link_shows_card_json_and_curl_line(browser, site, scheme):
    browser.emulate(prefers_color_scheme=scheme)
    browser.open(f"{site}/")
    ask(browser, ABS)
    browser.until("#status", "Done in")
    assert TITLE in card_text(browser)
    assert json.loads(browser.one("#body").text)["work_id"] == "arxiv:2504.18412"
    assert browser.one("#curl").text == (
        f"curl '{site}/preview?url=https%3A%2F%2Farxiv.org%2Fabs%2F2504.18412'"
    )
    browser.picture(f"playground-{scheme}")
    assert browser.origins() == {site}


def test_dark_is_dark_in_page_and_card(browser, site):
    seen = []
    for scheme in ("light", "dark"):
        browser.emulate(prefers_color_scheme=scheme)
        for page in ("/", "/docs", f"/card?url={ABS}"):
            browser.open(f"{site}{page}")
            seen.append(browser.style("body", "backgroundColor"))
    assert seen == ["rgb(255, 255, 255)"] * 3 + ["rgb(23, 25, 28)"] * 3


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("nonsense", "invalid_url"),
        ("http://10.0.0.1/", "target_refused"),
        ("https://gone.example.com/", "upstream_unreachable"),
    ],
)
def test_a_failure_is_told_with_its_code(browser, site, link, code):
    browser.open(f"{site}/")
    ask(browser, link)
    assert browser.shown("#problem-code").text == code
    assert browser.one("#problem").get_attribute("role") == "alert"
    assert not browser.one("#result").is_displayed()
    browser.picture(f"problem-{code}")
    browser.one("#problem-code").click()
    assert browser.one(f"#{code}").is_displayed()
    assert browser.origins() == {site}


def test_another_link_replaces_a_failure(browser, site):
    browser.open(f"{site}/")
    ask(browser, "nonsense")
    browser.shown("#problem")
    ask(browser, "arXiv:2504.18412")
    browser.until("#status", "Done in")
    assert not browser.one("#problem").is_displayed()


def test_it_shows_that_it_waits(browser, site):
    browser.open(f"{site}/")
    slow = {"offline": False, "latency": 1200, "downloadThroughput": -1, "uploadThroughput": -1}
    browser.driver.execute_cdp_cmd("Network.enable", {})
    browser.driver.execute_cdp_cmd("Network.emulateNetworkConditions", slow)
    try:
        ask(browser, ABS)
        browser.until("#status", "Asking…")
        assert browser.shown("#progress")
        browser.picture("waiting")
        browser.until("#status", "Done in")
        assert not browser.one("#progress").is_displayed()
    finally:
        fast = {**slow, "latency": 0}
        browser.driver.execute_cdp_cmd("Network.emulateNetworkConditions", fast)


def test_each_example_works_without_the_web(browser, site):
    browser.open(f"{site}/")
    for button in browser.driver.find_elements("css selector", "[data-url]"):
        button.click()
        browser.until("#status", "Done in")
        assert json.loads(browser.one("#body").text)["url"] == button.get_attribute("data-url")


def test_a_format_shows_its_answer_and_its_curl_line(browser, site):
    browser.open(f"{site}/?url={ABS}")  # an address that can be shared
    browser.until("#status", "Done in")
    Select(browser.one("#format")).select_by_visible_text("bibtex")
    browser.until("#body", "@misc{moore2025expressing")
    assert "format=bibtex" in browser.one("#curl").text


def test_why_is_a_table_of_candidates_and_requests(browser, site):
    browser.open(f"{site}/?url={ABS}")
    browser.until("#status", "Done in")
    browser.one("#explain > summary").click()
    browser.until("#why", "highwire:citation_title")
    tables = browser.driver.find_elements("css selector", "#why table")
    assert [table.find_element("css selector", "caption").text for table in tables] == [
        "What was stated, and what won",
        "What was asked",
    ]
    assert browser.one("#why .won")
    values = [cell.text for cell in browser.driver.find_elements("css selector", "#why td")]
    assert any(value.startswith("Should a large") and value.endswith("…") for value in values)
    browser.driver.execute_script("document.querySelector('#explain').scrollIntoView()")
    browser.picture("why")


def test_all_of_it_works_by_keyboard(browser, site):
    browser.open(f"{site}/")

    def press(*keys):
        ActionChains(browser.driver).send_keys(*keys).perform()

    def focused():
        return browser.driver.switch_to.active_element.get_attribute("id")

    for _ in range(3):  # past the two links of the head
        press(Keys.TAB)
    assert focused() == "url"
    press(ABS, Keys.TAB)
    assert focused() == "go"
    assert browser.style("#go", "outlineStyle") == "solid"
    press(Keys.ENTER)
    browser.until("#status", "Done in")


@pytest.mark.parametrize("page", [f"/?url={ABS}", f"/card?url={ABS}", "/docs"])
def test_a_narrow_screen_needs_no_scrolling_sideways(browser, site, page):
    browser.size(360, 700)
    browser.open(f"{site}{page}")
    if page.startswith("/?"):
        browser.until("#status", "Done in")
    script = "return [document.documentElement.scrollWidth, innerWidth]"
    wide, seen = browser.driver.execute_script(script)
    browser.picture(f"narrow-{page.strip('/').partition('?')[0] or 'playground'}")
    assert wide <= seen


def test_a_key_is_asked_for_and_stays_in_the_page(browser, keyed_site):
    browser.open(f"{keyed_site}/")
    ask(browser, ABS)
    assert browser.shown("#problem-code").text == "unauthorized"
    browser.one("#key").send_keys(KEY)
    ask(browser, ABS)
    browser.until("#status", "Done in")
    assert TITLE in card_text(browser)
    assert "$PREVIEW_KEY" in browser.one("#curl").text
    script = "return location.href + JSON.stringify({...localStorage, ...sessionStorage})"
    assert KEY not in browser.driver.execute_script(script) + browser.one("#curl").text
    browser.picture("key")
