import io
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from preview import cli, errors, terminal
from preview.merge import Judged
from preview.model import Paper, Preview
from preview.service import Answer, Explanation, Name, Step

PAPER = "https://papers.test/abs/1"
PAGE = "https://pages.test/a"


def preview_of(url, paper=None):
    return Preview(
        url=url,
        canonical_url=url,
        work_id=f"url:{url[8:]}",
        aliases=(),
        related=(),
        type="paper" if paper else "website",
        title="A title",
        description="A description of some length.",
        site_name="Papers",
        domain="papers.test",
        language=None,
        published=None,
        updated=None,
        authors=(),
        author_count=0,
        image=None,
        icon=None,
        player=None,
        content_type=None,
        sensitive=False,
        paper=paper,
    )


class FakePreviewer:
    def __init__(self):
        self.forgotten = []

    def preview(self, text, *, language=None, refresh=False, until=None, admit=None):
        if text == PAPER:
            return Answer(preview_of(PAPER, Paper()), "hit", 0, 60, 60, {"total": 0.1})
        if text == PAGE:
            return Answer(preview_of(PAGE), "hit", 0, 60, 60, {"total": 0.1})
        raise errors.NotFound("There is nothing.")

    def explain(self, text, *, language=None, admit=None):
        try:
            answer, problem = self.preview(text), None
        except errors.PreviewError as error:
            answer, problem = None, error
        return Explanation(text, answer, problem, {}, (Step("a", text, "200", 0.1),), {})

    def name(self, text):
        if not text.startswith("https://"):
            raise errors.InvalidUrl("`url` is no link.")
        return Name(text, f"url:{text[8:]}", text, None, (f"url:{text[8:]}",), False)

    def forget(self, text):
        self.forgotten.append(text)

    def fallback(self, text):
        return None

    def close(self):
        pass


@pytest.fixture
def previewer():
    return FakePreviewer()


@pytest.fixture
def run(previewer, capsys, monkeypatch):
    """Run one command; returns status, stdout, stderr."""

    def runner(*argv, stdin=b""):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(stdin)))
        try:
            status = cli.main(argv, build=lambda settings: previewer)
        except SystemExit as exit_:  # argparse's way to say usage
            status = exit_.code
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return runner


def test_get_prints_plain_json_into_a_pipe(run):
    status, out, err = run("get", PAPER)
    assert (status, err) == (0, "")
    assert out.count("\n") == 1
    assert json.loads(out)["url"] == PAPER


def test_get_prints_colours_on_a_terminal(run, monkeypatch):
    monkeypatch.setattr(terminal, "is_one", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    asked = ("get", PAPER, "--format", "json")
    assert '\x1b[34m"title"\x1b[0m: \x1b[32m"A title"\x1b[0m' in run(*asked)[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert json.loads(run(*asked)[1])["title"] == "A title"


def test_get_shows_a_card_on_a_terminal(run, monkeypatch):
    monkeypatch.setattr(terminal, "is_one", lambda: True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert run("get", PAPER)[1].splitlines() == [
        "A title",
        "Papers",
        "A description of some length.",
        f"Abstract: {PAPER}",
        "url:papers.test/abs/1",
    ]


def test_a_card_is_as_wide_as_the_terminal_and_no_wider_than_can_be_read(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    long = replace(preview_of(PAGE), title="word " * 50, description="text " * 40)
    assert max(map(len, terminal.card(long, width=40).splitlines())) <= 40
    assert max(map(len, terminal.card(long, width=400).splitlines())) <= 88


def test_get_takes_a_format_and_a_bound(run):
    assert "metadata" in run("get", PAPER, "--format", "lemmy")[1]
    shortened = json.loads(run("get", PAPER, "--max-chars", "10")[1])
    assert len(shortened["description"]) <= 10


def test_a_problem_is_status_1_and_its_code_on_stderr(run):
    status, out, err = run("get", "https://gone.test/")
    assert (status, out) == (1, "")
    assert "not_found" in err


def test_explain_prints_the_object_of_the_route(run):
    status, out, _ = run("explain", PAPER)
    assert status == 0
    assert set(json.loads(out)) == {"input", "preview", "candidates", "steps", "cache"}
    status, out, err = run("explain", "https://gone.test/")
    assert status == 1
    assert json.loads(out)["problem"]["code"] == "not_found"
    assert "not_found" in err


def test_what_a_page_states_is_no_command_of_the_terminal(run, previewer, monkeypatch):
    monkeypatch.setattr(terminal, "is_one", lambda: True)
    monkeypatch.setenv("NO_COLOR", "1")
    hostile = "\x9b31m\u202etitle\U000e0041 é\ud800"
    judged = {"title": (Judged(hostile, "og:title", True, "first"),)}
    found = replace(previewer.explain(PAPER), candidates=judged)
    monkeypatch.setattr(previewer, "explain", lambda text, language: found)
    status, out, _ = run("explain", PAPER)
    assert status == 0
    assert all(c.isprintable() or c == "\n" for c in out)
    assert json.loads(out)["candidates"]["title"][0]["value"] == hostile
    assert "é" in out


def test_normalize_takes_arguments_or_lines(run):
    status, out, _ = run("normalize", PAPER, PAGE)
    assert status == 0
    assert [json.loads(line)["input"] for line in out.splitlines()] == [PAPER, PAGE]
    stdin = f"{PAGE}\r\n\nnonsense \xff\n{PAPER}".encode("latin-1")
    status, out, err = run("normalize", stdin=stdin)
    lines = [json.loads(line) for line in out.splitlines()]
    assert [line["input"] for line in lines] == [PAGE, "nonsense �", PAPER]
    assert lines[1]["problem"]["code"] == "invalid_url"
    assert (status, "invalid_url: 1" in err) == (1, True)


def test_batch_prints_a_line_for_each_link(run, tmp_path):
    links = tmp_path / "links.txt"
    links.write_text(f"{PAPER}\nhttps://gone.test/\n{PAGE}\n")
    status, out, err = run("batch", str(links))
    lines = sorted((json.loads(line) for line in out.splitlines()), key=lambda x: x["index"])
    assert [line["input"] for line in lines] == [PAPER, "https://gone.test/", PAGE]
    assert lines[1]["problem"]["code"] == "not_found"
    assert status == 1
    assert "█" not in err  # stderr is no terminal here


def test_batch_draws_a_bar_on_a_terminal(monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with terminal.progress(2, width=4) as show:
        show(b"1")
        show(b"2")
    captured = capsys.readouterr()
    assert captured.err == "\r···· 0/2\r██·· 1/2\r████ 2/2\n"
    assert captured.out == "1\n2\n"


def test_where_lines_go_to_the_terminal_as_well_they_take_the_bars_place(monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(terminal, "is_one", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    with terminal.progress(1, width=2) as show:
        show(b"1")
    captured = capsys.readouterr()
    assert captured.err == "\r·· 0/1\r\x1b[K\r██ 1/1\n"
    assert captured.out == "\x1b[36m1\x1b[0m\n"


def test_purge_forgets(run, previewer):
    assert run("purge", PAPER)[0] == 0
    assert previewer.forgotten == [PAPER]


def test_lists_are_tabbed_into_a_pipe(run):
    assert "json\tapplication/json\n" in run("formats")[1]
    assert "PREVIEW_DEADLINE_S\t8\n" in run("settings")[1]
    assert "| `PREVIEW_DEADLINE_S` | `8` |" in run("settings", "--markdown")[1]
    assert "arxiv" in run("providers")[1]


@pytest.mark.parametrize(
    "argv",
    [
        (),
        ("fetch", PAPER),
        ("get",),
        ("get", PAPER, "--format", "yaml"),
        ("get", PAPER, "--max-chars", "0"),
        ("get", PAPER, "--lang", "de\r\nX-Evil: 1"),
        ("explain", PAPER, "--lang", "de;q=1, en"),
        ("batch", "/no/such/file"),
        ("batch", "/"),
        ("record", PAPER),
        ("record", PAPER, "--to", "/dev/null"),
    ],
)
def test_wrong_usage_is_status_2(run, argv):
    status, out, err = run(*argv)
    assert (status, out) == (2, "")
    assert "usage:" in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_disk_is_status_1_and_one_line():
    command = [sys.executable, "-m", "preview", "settings", "--markdown"]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 1
    assert done.stderr.startswith(b"paper-preview: internal: ")
    assert done.stderr.count(b"\n") == 1


def test_a_bad_setting_is_status_2_and_named(run, monkeypatch):
    monkeypatch.setenv("PREVIEW_DEADLINE_S", "soon")
    status, _, err = run("get", PAPER)
    assert status == 2
    assert "PREVIEW_DEADLINE_S" in err
