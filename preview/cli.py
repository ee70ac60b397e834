"""The command `paper-preview`: the same pipeline as over HTTP, cache included.

Exit status: 0 done, 1 a problem (its code on stderr), 2 usage.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing

from preview import __version__, arguments, completion, errors, formats, settings, terminal
from preview.answers import batch, objects
from preview.answers.previewing import Previewing
from preview.answers.problems import Problem, problem_of
from preview.formats import Options
from preview.settings import Settings, SettingsError

Build = Callable[[Settings], Previewing]
Run = Callable[[argparse.Namespace, Settings, Build], int]

DONE, PROBLEM, USAGE = 0, 1, 2


def main(argv: Sequence[str] | None = None, *, build: Build | None = None) -> int:
    """Run one command and return its exit status.  *build*: `wiring.build`, but for tests."""
    options = _parser().parse_args(argv)
    run: Run = options.run
    try:
        return run(options, Settings.from_env(os.environ), build or _build)
    except SettingsError as exc:
        terminal.complain(str(exc))
        return USAGE
    except errors.PreviewError as exc:
        return _fail(problem_of(exc))
    except BrokenPipeError:  # the reader (`head`) has enough
        _say_no_more()
        return DONE
    except OSError as exc:  # a disk is full, a file went away
        terminal.complain(f"internal: {exc}")
        _say_no_more()
        return PROBLEM
    except KeyboardInterrupt:
        return 130  # as a shell says it: 128 + SIGINT


def _say_no_more() -> None:
    """What could not be written would be tried once more at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _build(chosen: Settings) -> Previewing:
    from preview import wiring  # not before it is needed: `--help` is to come at once

    return wiring.build(chosen)


def _fail(problem: Problem) -> int:
    terminal.complain(f"{problem.code}: {problem.detail}")
    return PROBLEM


# -- one link -----------------------------------------------------------------------------------


def get(args: argparse.Namespace, chosen: Settings, build: Build) -> int:
    form = formats.discover()[args.format or "json"]
    with closing(build(chosen)) as previewer:
        answer = previewer.preview(args.url, language=args.lang, refresh=args.refresh)
    if args.format is None and terminal.is_one():
        terminal.show(terminal.card(answer.preview).encode())
        return DONE
    if not form.applies(answer.preview):
        kind = answer.preview.type
        raise errors.InvalidParameter(f"{form.name} does not fit a link of the type {kind}.")
    wanted = Options(pretty=terminal.is_one(), max_chars=args.max_chars, base_url=chosen.public_url)
    terminal.show(form.render(answer.preview, wanted), as_json="json" in form.media_type)
    return DONE


def explain(args: argparse.Namespace, chosen: Settings, build: Build) -> int:
    with closing(build(chosen)) as previewer:
        found = previewer.explain(args.url, language=args.lang)
        problem = None
        if found.problem is not None:
            problem = problem_of(found.problem, batch.fallback_of(previewer, args.url))
    body = objects.explained(found, problem, formats.discover()["json"], Options())
    if terminal.is_one():
        shown = json.dumps(json.loads(body), indent=2, ensure_ascii=False)
        body = shown.encode("utf-8", "backslashreplace")  # a lone surrogate, as JSON has it
    terminal.show(body, as_json=True)
    return _fail(problem) if problem else DONE


def purge(args: argparse.Namespace, chosen: Settings, build: Build) -> int:
    with closing(build(chosen)) as previewer:
        previewer.forget(args.url)
    return DONE


def record(args: argparse.Namespace, chosen: Settings, build: Build) -> int:
    from preview import wiring

    answer = wiring.record(chosen, args.url, args.to)
    wanted = Options(pretty=terminal.is_one())
    terminal.show(formats.discover()["json"].render(answer.preview, wanted), as_json=True)
    return DONE


# -- many links ---------------------------------------------------------------------------------


def normalize(args: argparse.Namespace, chosen: Settings, build: Build) -> int:
    failed: Counter[str] = Counter()
    with closing(build(chosen)) as previewer:
        for url in args.urls or _lines(sys.stdin.buffer):
            said = objects.named_or_problem(previewer, url)
            if isinstance(problem := said.get("problem"), Mapping):
                failed[problem["code"]] += 1
            terminal.show(objects.as_json(said), as_json=True)
    return _summed_up(failed)


def run_batch(args: argparse.Namespace, chosen: Settings, build: Build) -> int:
    urls = list(_lines(sys.stdin.buffer) if args.file == "-" else _file_lines(args.file))
    form = formats.discover()["json"]
    failed: Counter[str] = Counter()
    with closing(build(chosen)) as previewer, terminal.progress(len(urls)) as show:
        outcomes = batch.each(
            previewer, urls, at_once=max(1, chosen.fetch_slots // 4), deadline_s=None
        )
        for index, outcome in outcomes:
            if isinstance(outcome, Problem):
                failed[outcome.code] += 1
            show(objects.item(urls[index], outcome, form, Options(), index=index))
    return _summed_up(failed)


def _lines(stream: Iterable[bytes]) -> Iterator[str]:
    for line in stream:
        if text := line.decode("utf-8", "replace").strip():
            yield text


def _file_lines(name: str) -> Iterator[str]:
    with open(name, "rb") as stream:
        yield from _lines(stream)


def _summed_up(failed: Mapping[str, int]) -> int:
    for code, count in sorted(failed.items()):
        terminal.complain(f"{code}: {count}")
    return PROBLEM if failed else DONE


# -- what there is ------------------------------------------------------------------------------


def list_formats(args: argparse.Namespace, chosen: Settings, build: Build) -> int:
    terminal.table([(form.name, form.media_type) for form in formats.discover().values()])
    return DONE


def list_providers(args: argparse.Namespace, chosen: Settings, build: Build) -> int:
    from preview import providers

    terminal.table(
        [
            (one.name, " ".join(sorted(one.schemes)) or "-", " ".join(sorted(one.hosts)) or "-")
            for one in providers.discover().all
        ]
    )
    return DONE


def list_settings(args: argparse.Namespace, chosen: Settings, build: Build) -> int:
    if args.markdown:
        terminal.show(settings.as_markdown().encode())
    else:
        terminal.table(list(settings.shown(chosen).items()))
    return DONE


def complete(args: argparse.Namespace, chosen: Settings, build: Build) -> int:
    written = completion.SHELLS[args.shell](completion.commands_of(_parser()))
    terminal.show(written.encode())
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("paper-preview", description="Previews of links.")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Run, what: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=what, description=what)
        added.set_defaults(run=run)
        return added

    one = command("get", get, "print the preview of a link")
    one.add_argument("url", metavar="URL", help="a link, or arXiv:…, doi:…, PMID:…, PMC…")
    one.add_argument(
        "--format",
        choices=list(formats.discover()),
        help="json into a pipe, a card on a terminal",
    )
    one.add_argument(
        "--lang",
        type=arguments.language,
        metavar="TAG",
        help="Accept-Language for pages that are no works",
    )
    one.add_argument(
        "--max-chars", type=arguments.whole, metavar="N", help="shorten the description"
    )
    one.add_argument("--refresh", action="store_true", help="ask the web again")
    why = command("explain", explain, "print why a preview is what it is")
    why.add_argument("url", metavar="URL")
    why.add_argument("--lang", type=arguments.language, metavar="TAG")
    names = command("normalize", normalize, "print what links are called; no network")
    names.add_argument("urls", metavar="URL", nargs="*", help="none: lines on stdin")
    many = command("batch", run_batch, "print a line for each link in a file, as each is done")
    many.add_argument(
        "file", metavar="FILE", type=arguments.readable, help="a link a line; - for stdin"
    )
    command("formats", list_formats, "list the formats")
    command("providers", list_providers, "list the sites that are known by name")
    rows = command("settings", list_settings, "list the settings and their values")
    rows.add_argument("--markdown", action="store_true", help="the table of the README")
    case = command("record", record, "save a link's answers as a test case")
    case.add_argument("url", metavar="URL")
    case.add_argument("--to", type=arguments.folder, required=True, metavar="FOLDER")
    command("purge", purge, "forget a link").add_argument("url", metavar="URL")
    shells = command("completion", complete, "print what makes a shell complete all of this")
    shells.add_argument("shell", choices=list(completion.SHELLS))
    return parser
