"""The reference: what one writes in an afternoon with Flask, requests and lxml.

No guard, no merge, no shared cache, no metrics; one entry a link in a dict.

Served as `bench.minimal:app`.
"""

from __future__ import annotations

import lxml.html
import requests
from flask import Flask, Response, jsonify, request

app = Flask("minimal")
kept: dict[str, dict[str, object]] = {}

FIELDS = {
    "title": ("citation_title", "og:title", "twitter:title"),
    "description": ("citation_abstract", "og:description", "description"),
    "image": ("og:image", "twitter:image"),
    "site_name": ("og:site_name",),
    "published": ("citation_date", "article:published_time"),
    "doi": ("citation_doi",),
    "pdf_url": ("citation_pdf_url",),
}


@app.get("/healthz")
def healthz() -> str:
    return "ok"


@app.get("/preview")
def preview() -> Response:
    url = request.args["url"]
    if url not in kept:
        answer = requests.get(url, timeout=8, headers={"User-Agent": "minimal"})
        answer.raise_for_status()
        kept[url] = read(answer.content, url)
    return jsonify(kept[url])


def read(body: bytes, url: str) -> dict[str, object]:
    page = lxml.html.document_fromstring(body)
    metas: dict[str, list[str]] = {}
    for meta in page.iterfind(".//meta"):
        name = meta.get("name") or meta.get("property") or ""
        metas.setdefault(name.lower(), []).append(meta.get("content", ""))
    found: dict[str, object] = {
        field: next((metas[name][0] for name in names if name in metas), None)
        for field, names in FIELDS.items()
    }
    found["title"] = found["title"] or page.findtext(".//title")
    found["authors"] = metas.get("citation_author", [])
    return {"url": url, **found}
