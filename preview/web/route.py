"""What a route is: a record that dispatch obeys, and that the OpenAPI document describes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from preview.web import problems
from preview.web.asked import Asked
from preview.web.desk import Desk
from preview.web.problems import Speaker
from preview.web.query import Parameter, Query
from preview.web.reply import Reply

View = Callable[[Desk, Asked, Query], Reply]


class Says(NamedTuple):
    """One way to answer; *shape* is a name in `shapes.SHAPES`, or None for what is no JSON."""

    media_type: str = "application/json"
    shape: str | None = "Preview"
    status: int = 200


@dataclass(frozen=True, slots=True)
class Route:
    """Attributes:
    says: how it answers when all is well.
    body: `fields` = the parameters as JSON or a form, `urls` = `{"urls": […]}`, None = no body.
    most: items of a batch.
    max_body: bytes.
    strict: unknown parameters are refused; a drop-in route ignores them.
    key: `free` = never asked for, `given` = where keys are set, `always` = 401 without keys.
    fetches: may need the web, and so fail as the web does.
    speaks: how the route's protocol tells a problem.
    """

    rule: str
    method: Literal["GET", "POST", "DELETE"]
    view: View
    summary: str
    parameters: tuple[Parameter, ...] = ()
    says: tuple[Says, ...] = (Says(),)
    body: Literal["fields", "urls"] | None = None
    most: int = 0
    max_body: int = 16 * 1024
    strict: bool = True
    key: Literal["free", "given", "always"] = "given"
    fetches: bool = True
    speaks: Speaker = problems.PROBLEMS
