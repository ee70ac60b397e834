"""The house's floors: an import points downwards, and each third party has its rooms."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "preview"

# The higher floor may import the lower one; rooms on one floor are strangers, but for the
# rooms that a row of ALSO lets in.
FLOORS = (
    ("web", "cli"),
    ("terminal", "completion", "arguments"),
    ("answers", "wiring"),
    ("service",),
    ("providers", "merge", "cache", "fetch", "formats"),
    ("registries",),
    ("extract",),
    ("fields",),
    ("identity",),
    ("markup", "names"),
    ("tex", "urls", "dates"),
    ("text", "metrics", "pdf"),
    ("model",),
    ("errors",),
)
ALSO = {"settings": ("web", "cli", "wiring")}  # settings are read by these and by nobody else

# Third parties and the rooms that may know them; the standard library is everybody's.
GUESTS = {
    "flask": ("web", "cli"),
    "werkzeug": ("web", "cli"),
    "markupsafe": ("web",),
    "limits": ("web",),
    "requests": ("fetch",),
    "urllib3": ("fetch",),
    "certifi": ("fetch",),
    "idna": ("fetch", "urls"),
    "diskcache": ("cache",),
    "redis": ("cache",),
    "lxml": ("extract", "markup", "registries"),
    "bs4": ("extract", "markup"),
    "extruct": ("extract",),
    "webencodings": ("extract",),
    "nh3": ("markup",),
    "publicsuffixlist": ("urls",),
    "msgspec": ("cache", "service", "formats"),
    "jinja2": ("formats", "web"),
    "imagesize": ("extract",),
    "pypdf": ("extract",),
    "prometheus_client": ("metrics", "web"),
}


def modules() -> Iterator[tuple[str, str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        room = ([*dotted.split("."), ""])[1]
        yield dotted, room, ast.parse(path.read_text(encoding="utf-8"))


def imports(tree: ast.Module, *, at_start: bool = False) -> Iterator[str]:
    """Yield what a module imports; *at_start*: only what importing it imports."""
    for node in tree.body if at_start else ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, "imports are absolute"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in MODULES else node.module


MODULES = frozenset(dotted for dotted, _, _ in modules())


def floor(room: str) -> int | None:
    return next((i for i, rooms in enumerate(FLOORS) if room in rooms), None)


ROOMS = sorted({room for _, room, _ in modules() if room not in ("", "__main__")})


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_rooms_below_it(room):
    for dotted, own, tree in modules():
        if own != room:
            continue
        for name in imports(tree):
            other = ([*name.split("."), ""])[1] if name.split(".")[0] == "preview" else ""
            if other in ("", own, "__version__"):
                continue
            if other in ALSO:
                assert own in ALSO[other], f"{dotted} imports {name}"
                continue
            here, there = floor(own), floor(other)
            assert there is not None, f"{other} stands on no floor"
            if own in ALSO:
                assert there >= floor("names"), f"{dotted} imports {name}"
                continue
            assert here is not None, f"{own} stands on no floor"
            assert here < there, f"{dotted} imports {name}"


@pytest.mark.parametrize("guest", GUESTS)
def test_a_third_party_is_known_only_in_its_rooms(guest):
    for dotted, room, tree in modules():
        used = {name.split(".")[0] for name in imports(tree)}
        assert guest not in used or room in GUESTS[guest], f"{dotted} imports {guest}"


def test_no_third_party_came_in_unannounced():
    for dotted, _, tree in modules():
        for name in imports(tree):
            top = name.split(".")[0]
            known = top in sys.stdlib_module_names or top in ("preview", *GUESTS)
            assert known, f"{dotted} imports {top}, which has no row in GUESTS"


def test_no_two_modules_import_each_other():
    graph = {dotted: set(imports(tree, at_start=True)) - {dotted} for dotted, _, tree in modules()}
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(f"a circle: {' > '.join(error.args[1])}")
