import pytest
from prometheus_client.parser import text_string_to_metric_families

from preview import errors
from preview.web.prometheus import Prometheus

PAPER = "https://papers.test/abs/1"
KEY = "s3cret-key-of-the-forum"


def samples(text: str) -> dict[str, float]:
    """Each sample by its name and the values of its labels."""
    return {
        " ".join(
            [sample.name.removeprefix("paper_preview_"), *sample.labels.values()]
        ): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_requests_are_counted_by_route_and_status(client, previewer):
    for path in ("/preview", "/preview", "/summaly"):
        client.get(path, query_string={"url": PAPER})
    previewer.failures[PAPER] = errors.UpstreamTimeout("Late.")
    client.get("/preview", query_string={"url": PAPER})
    client.post("/previews", json={"urls": [PAPER]})
    client.get("/nothing/" + "x" * 50)
    client.open("/preview", method="BREW")
    counted = samples(client.get("/metrics").text)
    assert counted["requests_total GET /preview 200"] == 2
    assert counted["requests_total GET /summaly 200"] == 1
    assert counted["requests_total GET /preview 504"] == 1
    assert counted["requests_total POST /previews 200"] == 1
    assert counted["requests_total GET none 404"] == 1
    assert counted["requests_total other none 405"] == 1
    assert counted["request_seconds_count /preview"] == 3
    assert counted["answers_total hit"] == 3
    assert counted["answers_total upstream_timeout"] == 2  # the batch's item, too


def test_a_batch_in_lines_is_counted_when_it_is_over(client):
    answer = client.post(
        "/previews", json={"urls": [PAPER]}, headers={"Accept": "application/x-ndjson"}
    )
    answer.close()
    assert samples(client.get("/metrics").text)["requests_total POST /previews 200"] == 1


def test_pending_and_explained_answers_are_counted(client, previewer):
    client.get("/explain", query_string={"url": PAPER})
    previewer.state = "miss"
    client.get("/preview", query_string={"url": PAPER, "cached_only": "1"})
    previewer.failures[PAPER] = errors.NotFound("Gone.")
    client.get("/explain", query_string={"url": PAPER})
    counted = samples(client.get("/metrics").text)
    assert [counted[f"answers_total {of}"] for of in ("hit", "pending", "not_found")] == [1, 1, 1]


def test_no_label_is_of_a_clients_making(client):
    for n in range(30):
        client.get(f"/nothing/{n}")
        client.get("/preview", query_string={"url": f"https://{n}.test/"})
    text = client.get("/metrics").text
    assert ".test" not in text
    assert len(text) < 10_000


def test_a_registrys_breaker_is_seen_to_open_and_to_close():
    metrics = Prometheus()

    def shown():
        return samples(metrics.exposition().decode())

    metrics.fetch("crossref", "breaker_open", 0.0)
    metrics.fetch("site", "breaker_open", 0.0)  # of which host?
    assert shown()["breaker_open crossref"] == 1
    assert "breaker_open site" not in shown()
    assert "fetch_seconds_count crossref" not in shown()  # no time of a fetch that was none
    metrics.fetch("crossref", "ok", 0.2)
    assert shown()["breaker_open crossref"] == 0
    assert shown()["fetches_total breaker_open crossref"] == 1
    assert shown()["fetch_seconds_count crossref"] == 1


def test_slots_in_use_are_as_last_told():
    metrics = Prometheus()
    for in_use in (1, 2, 1):
        metrics.slots(in_use)
    assert samples(metrics.exposition().decode())["slots_in_use"] == 1


@pytest.mark.parametrize(("key", "status"), [(None, 401), (KEY, 200)])
def test_where_keys_are_set_metrics_need_one(start, key, status):
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    assert start(api_keys=(KEY,)).get("/metrics", headers=headers).status_code == status
