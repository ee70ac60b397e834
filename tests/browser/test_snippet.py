import re
from pathlib import Path

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def test_the_readmes_javascript(browser, site):
    (snippet,) = re.findall(r"```js\n(.*?)```", README, re.DOTALL)
    run = f"""
        const [link, done] = arguments;
        const show = (title) => done(title), showPlainLink = done;
        (async () => {{ {snippet.replace("http://127.0.0.1:8000", site)} }})();
    """
    browser.open(f"{site}/healthz")
    for link, shown in (
        ("arXiv:2504.18412", "Expressing stigma"),
        ("https://gone.example.com/a", "https://gone.example.com/a"),
    ):
        assert browser.driver.execute_async_script(run, link).startswith(shown)
