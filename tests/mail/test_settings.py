"""The mail server is set whole, or says what is missing."""

import pytest

from leima.settings import SettingError, Smtp, load

GIVEN = {"LEIMA_SMTP_HOST": "mail.example.fi", "LEIMA_PUBLIC_URL": "https://leima.example.fi"}


def test_without_a_host_no_mail_is_sent() -> None:
    assert load({}).smtp is None


def test_tls_and_its_port_are_the_usual() -> None:
    assert load(GIVEN).smtp == Smtp("mail.example.fi", 587, "starttls", "leima@leima.example.fi")
    more = {"LEIMA_SMTP_TLS": "tls", "LEIMA_SMTP_USER": "u", "LEIMA_SMTP_PASSWORD": "secret"}
    found = load({**GIVEN, **more}).smtp
    assert found is not None and (found.port, found.user, found.password) == (465, "u", "secret")
    assert "secret" not in repr(found)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1"])
def test_only_this_machine_is_spoken_to_in_the_open(host: str) -> None:
    found = load({**GIVEN, "LEIMA_SMTP_HOST": host, "LEIMA_SMTP_TLS": "none"}).smtp
    assert found is not None and found.port == 25


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ({"LEIMA_SMTP_TLS": "none"}, "LEIMA_SMTP_TLS"),
        ({"LEIMA_SMTP_TLS": "maybe"}, "LEIMA_SMTP_TLS"),
        ({"LEIMA_PUBLIC_URL": ""}, "LEIMA_PUBLIC_URL"),
        ({"LEIMA_SMTP_USER": "u"}, "LEIMA_SMTP_PASSWORD"),
        ({"LEIMA_SMTP_FROM": "a@b.fi\nBcc: c@d.fi"}, "LEIMA_SMTP_FROM"),
        ({"LEIMA_SMTP_PORT": "0"}, "LEIMA_SMTP_PORT"),
    ],
)
def test_what_is_amiss_is_named(more: dict[str, str], named: str) -> None:
    with pytest.raises(SettingError, match=named):
        load({**GIVEN, **more})
