"""What the documents say is what the code does."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from preview import formats
from preview.answers.problems import STATUS
from preview.cache.policy import LIFETIMES
from preview.cli import main
from preview.errors import CODES
from preview.identity import RANK
from preview.providers import discover
from preview.settings import as_markdown

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DECISIONS = (ROOT / "DECISIONS.md").read_text(encoding="utf-8")
CASES = Path(__file__).parent


def test_the_readme_has_the_table_of_settings_that_the_code_reads():
    assert as_markdown() in README


@pytest.mark.parametrize("name", sorted(formats.discover()))
def test_each_format_is_in_the_readme(name):
    assert f"`{name}`" in README


@pytest.mark.parametrize("code", sorted(CODES))
def test_each_problem_has_a_status_and_is_in_the_readme(code):
    assert f"`{code}`" in README
    assert CODES[code] in STATUS or code in {getattr(k, "code", k) for k in STATUS}


@pytest.mark.parametrize(
    "command",
    [
        *("get", "explain", "normalize", "batch", "formats", "providers", "settings", "record"),
        *("purge", "completion"),
    ],
)
def test_each_command_is_in_the_readme_and_knows_its_help(command, capsys):
    assert f"`{command}" in README
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert command in capsys.readouterr().out


@pytest.mark.parametrize("name", [p.name for p in discover().all])
def test_each_provider_has_at_least_three_cases(name):
    cases = list((CASES / "providers" / "cases" / name).glob("*/input.toml"))
    assert len(cases) >= 3


def test_each_file_that_a_document_names_is_there():
    for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("examples/*/*.md")):
        text = page.read_text(encoding="utf-8")
        named = set(re.findall(r"`((?:preview|tests|docs|examples|demo|bench)/[\w./]+)`", text))
        linked = {
            target.partition("#")[0] for target in re.findall(r"\]\((?!https?:|#)([^)]+)\)", text)
        }
        missing = {name for name in named if not (ROOT / name).exists()}
        missing |= {target for target in linked if not (page.parent / target).exists()}
        # the site that CONTRIBUTING.md adds does not exist: tests/test_contributing.py does so
        assert {name for name in missing if "treebank" not in name} == set(), page.name


@pytest.mark.parametrize("target", re.findall(r"^\$ make (\w+)", README, re.MULTILINE))
def test_each_make_target_of_the_readme_exists(target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE)


def test_each_dependency_has_its_reason():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    names = [re.split(r"[<>=\[]", row)[0] for row in project["dependencies"]]
    reasons = DECISIONS.partition("## Dependencies")[2]
    assert [name for name in names if not re.search(rf"^\| .*\b{name}\b", reasons, re.M)] == []


def test_the_lock_holds_each_dependency_with_hashes():
    lock = (ROOT / "requirements.lock").read_text()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for row in project["dependencies"]:
        name = re.split(r"[<>=\[]", row)[0]
        assert re.search(rf"^{name}==\S+.*\\\n\s+--hash=sha256:", lock, re.M | re.I), name


def test_the_contract_names_the_ranks_of_names_in_their_order():
    text = (ROOT / "docs" / "contract.md").read_text(encoding="utf-8")
    stated = re.search(r"in this order: ([^.]+)\.", text)[1]
    assert re.findall(r"[a-z0-9]+", stated) == list(RANK)


def test_the_contract_has_the_lifetimes_that_the_cache_keeps():
    text = (ROOT / "docs" / "contract.md").read_text(encoding="utf-8")
    unit = {"min": 60, "h": 3600, "d": 86_400}
    stated = re.findall(r"\| (\d+) (min|h|d) \| (?:(\d+) d|–) \|", text)
    assert {(int(n) * unit[u], int(stale or 0) * 86_400) for n, u, stale in stated} == {
        (life.fresh_s, life.stale_s) for life in LIFETIMES.values()
    }
