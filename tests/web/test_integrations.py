"""docs/integrations.md names what there is, and each snippet is at least well-formed."""

import ast
import json
import re
import subprocess
from pathlib import Path

from preview.settings import ROWS
from preview.web.routes import ROUTES

TEXT = (Path(__file__).parents[2] / "docs" / "integrations.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", TEXT, re.DOTALL)


def blocks(language):
    return [body for name, body in BLOCKS if name == language]


def test_every_route_of_another_protocol_has_its_place():
    for route in ROUTES:
        if route.parameters and not route.strict:
            assert f"`{route.rule}`" in TEXT


def test_no_address_of_ours_is_made_up():
    rules = {route.rule for route in ROUTES}
    for path in re.findall(r"https://preview\.example\.org(/[\w/]*)", TEXT):
        assert path in rules


def test_every_setting_that_is_named_exists():
    names = set(re.findall(r"PREVIEW_([A-Z_]+)", TEXT))
    assert names
    assert names <= {row.name for row in ROWS}


def test_each_snippet_can_be_read():
    for body in blocks("python"):
        ast.parse(body)
    for body in blocks("json"):
        json.loads(body)


def test_each_location_matches_the_paths_of_its_protocol():
    patterns = re.findall(r"location ~ (\S+) \{", "".join(blocks("nginx")))
    handed = [rule for rule in (r.rule for r in ROUTES) if any(re.match(p, rule) for p in patterns)]
    assert sorted(handed) == [
        "/_matrix/client/v1/media/preview_url",
        "/_matrix/media/v3/preview_url",
        "/api/v3/post/site_metadata",
        "/api/v4/post/site_metadata",
    ]


def test_the_command_line_is_a_command_line():
    for body in blocks("console"):
        command = body.replace("$ ", "", 1)
        subprocess.run(["bash", "-n", "-c", command], check=True)
