import ipaddress
from contextlib import suppress
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preview.settings import ROWS, Rate, Settings, SettingsError, as_markdown, shown


def test_without_any_variable_the_defaults_hold():
    assert Settings.from_env({"PATH": "/bin"}) == Settings()


def test_each_row_is_a_field_and_its_default_is_the_fields_default():
    assert {row.field for row in ROWS} == {item.name for item in fields(Settings)}
    for row in ROWS:
        if row.default and row.name != "CORS_ORIGINS":  # unset is not the same as `*`
            assert row.parse(row.default) == getattr(Settings(), row.field), row.name


def test_an_unknown_name_is_refused_with_a_guess():
    with pytest.raises(SettingsError, match=r"PREVIEW_DEADLIN_S .* mean PREVIEW_DEADLINE_S"):
        Settings.from_env({"PREVIEW_DEADLIN_S": "3"})


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("CACHE_URL", "redis://valkey:6379/0", "redis://valkey:6379/0"),
        ("DEADLINE_S", "2.5", 2.5),
        ("ALLOW_PORTS", "80, 443,8080", (80, 443, 8080)),
        ("ALLOW_NETWORKS", "10.0.0.0/8,fc00::/7", None),
        ("DENY_HOSTS", ".Example.org,bad.test", (".example.org", "bad.test")),
        ("DENY_HOSTS", ".Bücher.test", (".xn--bcher-kva.test",)),  # links are compared so
        ("RATE_LIMIT", "20/hour", Rate(20, 3600)),
        ("CORS_ORIGINS", "https://a.test,*", ("*",)),
        ("CORS_ORIGINS", "https://Forum.test", ("https://forum.test",)),
        ("PUBLIC_URL", "https://cards.test/", "https://cards.test"),
        ("FRAME_ANCESTORS", "'self' https://*.forum.test", "'self' https://*.forum.test"),
    ],
)
def test_a_good_value_is_read(name, text, value):
    got = getattr(Settings.from_env({f"PREVIEW_{name}": text}), name.lower())
    if name == "ALLOW_NETWORKS":
        value = (ipaddress.ip_network("10.0.0.0/8"), ipaddress.ip_network("fc00::/7"))
    assert got == value


def test_a_rate_limit_can_be_turned_off():
    assert Settings.from_env({"PREVIEW_RATE_LIMIT": "off"}).rate_limit is None


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("CACHE_URL", "/var/cache"),
        ("CACHE_URL", "disk://cache/previews"),  # relative to what?
        ("CACHE_MAX_MB", "-1"),
        ("DEADLINE_S", "nan"),
        ("DEADLINE_S", "0"),
        ("MAX_BYTES", "1e6"),
        ("MAX_REDIRECTS", "²"),  # a digit to str.isdigit, no number to int
        ("ALLOW_PORTS", "80;443"),
        ("ALLOW_NETWORKS", "10.0.0.1/8"),  # host bits set: which one is meant?
        ("DENY_HOSTS", "https://example.org/"),
        ("DENY_HOSTS", "evil。test"),  # no link is read as this host
        ("CONTACT", "me (evil)"),  # would break out of the User-Agent's comment
        ("CONTACT", "mailto:a@b.test\r\nX: y"),
        ("FETCH_SLOTS", "0"),
        ("API_KEYS", "short"),
        ("API_KEYS", ","),  # of two unset variables: not open to everyone
        ("ALLOW_HOSTS", ", ,"),
        ("RATE_LIMIT", "300"),
        ("RATE_LIMIT", "0/minute"),
        ("CORS_ORIGINS", "https://a.test/path"),
        ("PUBLIC_URL", "//host"),
        ("FRAME_ANCESTORS", "*; script-src *"),  # a second directive
        ("REPLAY", "/no/such/folder"),
        ("CA_BUNDLE", "/no/such/file"),
    ],
)
def test_a_bad_value_is_refused_by_name(name, text):
    with pytest.raises(SettingsError, match=f"PREVIEW_{name}: "):
        Settings.from_env({f"PREVIEW_{name}": text})


@given(st.sampled_from([row.name for row in ROWS]), st.text(st.characters(codec="utf-8")))
def test_any_text_gives_a_value_or_a_settings_error(name, text):
    with suppress(SettingsError):
        Settings.from_env({f"PREVIEW_{name}": text})


def test_a_secret_is_in_no_text_about_the_settings():
    settings = Settings.from_env(
        {"PREVIEW_API_KEYS": "s3cret-key-one", "PREVIEW_PROXY": "http://user:s3cret@proxy.test"}
    )
    assert "s3cret" not in repr(settings)
    assert "s3cret" not in str(shown(settings))
    with pytest.raises(SettingsError) as caught:
        Settings.from_env({"PREVIEW_API_KEYS": "s3cret-key-one,s3cret"})
    assert "s3cret" not in str(caught.value)


def test_every_page_may_read_answers_unless_they_are_not_for_everyone():
    assert Settings().allowed_origins == ("*",)
    assert Settings.from_env({"PREVIEW_API_KEYS": "s3cret-key-one"}).allowed_origins == ()
    assert Settings.from_env({"PREVIEW_ALLOW_NETWORKS": "10.0.0.0/8"}).allowed_origins == ()
    asked = {"PREVIEW_API_KEYS": "s3cret-key-one", "PREVIEW_CORS_ORIGINS": "https://f.test"}
    assert Settings.from_env(asked).allowed_origins == ("https://f.test",)


def test_the_table_names_every_setting():
    table = as_markdown()
    assert all(f"`PREVIEW_{row.name}`" in table for row in ROWS)


def test_what_is_shown_can_be_given_back():
    settings = Settings(rate_limit=Rate(5, 60), allow_ports=(80,), deadline_s=2.5)
    given_back = {name: text for name, text in shown(settings).items() if text != "(set)"}
    assert Settings.from_env(given_back) == Settings.from_env(
        {
            "PREVIEW_RATE_LIMIT": "5/minute",
            "PREVIEW_ALLOW_PORTS": "80",
            "PREVIEW_DEADLINE_S": "2.5",
            "PREVIEW_CORS_ORIGINS": "*",
        }
    )
