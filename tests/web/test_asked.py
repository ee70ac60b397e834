"""What a request says about itself: `traceparent`, https://www.w3.org/TR/trace-context/."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preview.web.asked import Trace, trace_of

TRACE, SPAN = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
PLAIN = f"00-{TRACE}-{SPAN}-01"


@pytest.mark.parametrize(
    "header", [PLAIN, f"00-{TRACE}-{SPAN}-ff", f"01-{TRACE}-{SPAN}-00", f"cc-{TRACE}-{SPAN}-01-new"]
)
def test_a_well_formed_header_is_read_also_of_a_later_version(header):
    assert trace_of(header) == Trace(TRACE, SPAN)


@pytest.mark.parametrize(
    "header",
    [
        "",
        f"ff-{TRACE}-{SPAN}-01",  # no version
        f"00-{'0' * 32}-{SPAN}-01",
        f"00-{TRACE}-{'0' * 16}-01",
        PLAIN.upper(),
        f"{PLAIN}-more",  # version 00 ends here
        f"01-{TRACE}-{SPAN}-01more",
        f"{PLAIN},{PLAIN}",  # sent twice
        f" {PLAIN}",
        f"{PLAIN}\n",
        f'00-{TRACE[:-1]}"-{SPAN}-01',
    ],
)
def test_any_other_is_ignored(header):
    assert trace_of(header) is None


HEX = st.text('0123456789abcdef\u0660"-', max_size=33)  # with a digit that is not ASCII


@given(st.one_of(st.text(), st.tuples(HEX, HEX, HEX, HEX).map("-".join)))
def test_nothing_but_two_ids_in_hex_gets_into_the_log(header):
    trace = trace_of(header)
    if trace is not None:
        assert [len(trace.trace_id), len(trace.span_id)] == [32, 16]
        assert set("".join(trace)) <= set("0123456789abcdef")


def test_the_ids_are_in_the_log_and_nowhere_else(client, log):
    answers = [
        client.get("/preview?url=https://papers.test/abs/1", headers={"traceparent": header})
        for header in (PLAIN, f'{PLAIN}"}}')
    ]
    logged, ignored = (json.loads(line) for line in log.getvalue().splitlines())
    assert (logged["trace_id"], logged["span_id"]) == (TRACE, SPAN)
    assert "trace_id" not in ignored
    assert not any(TRACE in str(answer.headers) + answer.text for answer in answers)
