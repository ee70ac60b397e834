"""A forum in one file that knows nothing of papers: it asks paper-preview, and keeps what it says.

A post is a link in a community.  The card below it is rendered from the JSON by our own template;
"cross-posted to" is a join: two posts are of one work when their sets of aliases meet.

    FORUM_PREVIEW_URL   where paper-preview answers (http://127.0.0.1:8000)
    FORUM_PREVIEW_KEY   a key of it, where it asks for one
    FORUM_DATABASE      a SQLite file (forum.sqlite3)

What a real forum has to add: accounts, CSRF tokens, and a queue, so that a post does not wait for
the web (`cached_only=1` answers at once, and says when to ask again).
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing

import requests
from flask import Flask, current_app, redirect, render_template, request, url_for

COMMUNITIES = ("machine-learning", "psychology", "journal-club")
TIMEOUT_S = 15  # longer than the service's own deadline

SCHEMA = """
CREATE TABLE IF NOT EXISTS posts (
    id INTEGER PRIMARY KEY, community TEXT NOT NULL, url TEXT NOT NULL, card TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS names (
    name TEXT NOT NULL, post INTEGER NOT NULL REFERENCES posts, PRIMARY KEY (name, post)
) WITHOUT ROWID;
"""
CROSS_POSTS = """
SELECT DISTINCT posts.id, posts.community
FROM names AS own JOIN names AS other USING (name) JOIN posts ON posts.id = other.post
WHERE own.post = ? AND other.post != own.post ORDER BY posts.id
"""


def create_app(
    preview_url: str | None = None, database: str | None = None, key: str | None = None
) -> Flask:
    app = Flask(__name__)
    app.config.update(
        PREVIEW_URL=preview_url or os.environ.get("FORUM_PREVIEW_URL", "http://127.0.0.1:8000"),
        PREVIEW_KEY=key or os.environ.get("FORUM_PREVIEW_KEY"),
        DATABASE=database or os.environ.get("FORUM_DATABASE", "forum.sqlite3"),
    )
    app.add_url_rule("/", "front", front)
    app.add_url_rule("/c/<community>", "community", community)
    app.add_url_rule("/posts", "post", post, methods=["POST"])
    with closing(connect(app.config["DATABASE"])) as db:
        db.executescript(SCHEMA)
    return app


def connect(database: str) -> sqlite3.Connection:
    db = sqlite3.connect(database)
    db.row_factory = sqlite3.Row
    return db


def front(error: str | None = None, status: int = 200):
    return page("SELECT * FROM posts ORDER BY id DESC LIMIT 50", (), error=error), status


def community(community: str):
    return page("SELECT * FROM posts WHERE community = ? ORDER BY id DESC", (community,))


def page(query: str, values: tuple[str, ...], error: str | None = None) -> str:
    with closing(connect(current_app.config["DATABASE"])) as db:
        posts = [
            {
                **row,
                "card": json.loads(row["card"]),
                "also": db.execute(CROSS_POSTS, (row["id"],)).fetchall(),
            }
            for row in map(dict, db.execute(query, values).fetchall())
        ]
        return render_template("posts.html", posts=posts, communities=COMMUNITIES, error=error)


def post():
    """Keep a link with its card; a link that cannot be previewed is a plain link."""
    community, url = request.form.get("community", ""), request.form.get("url", "").strip()
    if community not in COMMUNITIES:
        return front("There is no such community.", 400)
    answer = ask(url)
    card = answer if "title" in answer and "aliases" in answer else answer.get("fallback")
    if card is None:
        return front(answer.get("detail", "The link cannot be used."), 400)
    with closing(connect(current_app.config["DATABASE"])) as db, db:
        new = db.execute(
            "INSERT INTO posts (community, url, card) VALUES (?, ?, ?)",
            (community, url, json.dumps(card)),
        ).lastrowid
        names = {card["work_id"], *card.get("aliases", ())}
        db.executemany("INSERT INTO names VALUES (?, ?)", [(name, new) for name in names])
    return redirect(url_for("front"), 303)


def ask(url: str) -> dict:
    """Return a preview, or a problem: both are JSON objects, and a problem may have a fallback."""
    key = current_app.config["PREVIEW_KEY"]
    try:
        answer = requests.get(
            f"{current_app.config['PREVIEW_URL']}/preview",
            params={"url": url, "max_chars": 400},
            headers={"Authorization": f"Bearer {key}"} if key else {},
            timeout=TIMEOUT_S,
        )
        return answer.json()
    except (requests.RequestException, ValueError):
        return {"detail": "Previews are not available at the moment."}
