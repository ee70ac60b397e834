"""docs/monitoring asks for series that exist, by labels and values that they can have."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from preview.errors import CODES
from preview.metrics import BREAKER_OPEN, SITE, UPSTREAMS
from preview.web.prometheus import Prometheus
from preview.web.routes import ROUTES

DOCS = Path(__file__).parents[1] / "docs"
RULES = [
    rule
    for group in yaml.safe_load((DOCS / "monitoring" / "alerts.yml").read_text())["groups"]
    for rule in group["rules"]
]
DASHBOARD = json.loads((DOCS / "monitoring" / "grafana.json").read_text())
ASKED = [rule["expr"] for rule in RULES] + [
    target["expr"] for panel in DASHBOARD["panels"] for target in panel["targets"]
]
STATES = {"hit", "miss", "stale", "stale-error", "pending"}
FETCHED = {"ok", "not_modified", "redirected", BREAKER_OPEN}
VALUES = {
    "outcome": STATES | FETCHED | set(CODES),
    "upstream": {SITE, *UPSTREAMS.values()},
    "route": {route.rule for route in ROUTES},
    "status": {"500"},
}


@pytest.fixture(scope="module")
def series():
    """Each series by its name, with its labels."""
    metrics = Prometheus()
    metrics.request("/preview", "GET", 200, 0.1)
    metrics.answer("hit")
    metrics.fetch("crossref", "ok", 0.1)
    metrics.slots(1)
    metrics.cache_fault("cache_away")
    return {
        sample.name: set(sample.labels)
        for family in text_string_to_metric_families(metrics.exposition().decode())
        for sample in family.samples
    }


@pytest.mark.parametrize("asked", ASKED)
def test_each_series_exists_and_has_the_labels_that_it_is_asked_by(series, asked):
    selectors = re.findall(r"\b(paper_preview_\w+)(?:\{([^}]*)\})?", asked)
    assert selectors or "up{" in asked
    for name, matchers in selectors:
        assert name in series
        for label, values in re.findall(r'(\w+)(?:=~|!=|=)"([^"]*)"', matchers):
            assert label in series[name]
            assert set(values.split("|")) <= VALUES[label]
    for labels in re.findall(r"by \(([^)]*)\)", asked):
        assert set(labels.split(", ")) <= set().union(*(series[name] for name, _ in selectors))


@pytest.mark.parametrize("rule", RULES, ids=[rule["alert"] for rule in RULES])
def test_each_alert_says_how_urgent_it_is_and_where_to_look(rule):
    assert rule["labels"]["severity"] in ("page", "ticket", "info")
    assert rule["annotations"]["summary"]
    assert rule["annotations"]["description"]


def test_no_panel_lies_on_another_and_each_takes_the_chosen_prometheus():
    places = [tuple(panel["gridPos"].values()) for panel in DASHBOARD["panels"]]
    ids = [panel["id"] for panel in DASHBOARD["panels"]]
    assert len(set(places)) == len(set(ids)) == len(places)
    assert {panel["datasource"]["uid"] for panel in DASHBOARD["panels"]} == {"${datasource}"}


def test_operations_tells_how_to_scrape():
    text = (DOCS / "operations.md").read_text(encoding="utf-8")
    scraped = yaml.safe_load(re.search(r"```yaml\n(scrape_configs.*?)```", text, re.DOTALL)[1])
    assert scraped["scrape_configs"][0]["job_name"] == "paper-preview"  # as the alerts have it
    for name in ("alerts.yml", "grafana.json"):
        assert f"(monitoring/{name})" in text
