from selenium.webdriver.support.select import Select

LINKS = {
    "machine-learning": "https://arxiv.org/abs/2504.18412",
    "psychology": "https://arxiv.org/pdf/2504.18412",
    "journal-club": "https://doi.org/10.48550/arXiv.2504.18412",
}


def test_one_paper_by_three_links_shows_two_cross_posts_each(browser, forum):
    browser.open(forum)
    for count, (community, link) in enumerate(LINKS.items(), 1):
        browser.one("input[name=url]").send_keys(link)
        Select(browser.one("select[name=community]")).select_by_visible_text(community)
        browser.one("form button").click()
        browser.one(f"article:nth-of-type({count})")
    for article in browser.driver.find_elements("css selector", "article"):
        assert "Expressing stigma" in article.text
        assert len(article.find_elements("css selector", ".cross a")) == 2
    browser.picture("forum")
    assert browser.origins() == {forum}
