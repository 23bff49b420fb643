"""The outbox: nothing is lost, nothing lies open, and what does not get through is seen."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone

from ledstjarna.operations import mail
from ledstjarna.operations.models import MailState, OutgoingMail
from ledstjarna.texts import rotation

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch, settings: Any) -> list[tuple[str, bytes]]:
    """A mail server that takes everything."""
    settings.MAIL_SERVER = urlsplit("smtp://127.0.0.1:1025")
    taken: list[tuple[str, bytes]] = []
    monkeypatch.setattr(mail, "_send", lambda recipient, raw: taken.append((recipient, raw)))
    return taken


def queue(subject: str = "Nytt lösenord") -> OutgoingMail:
    message = EmailMessage(subject, "Länken är https://exempel.invalid/abc", to=["alice@exempel.invalid"])
    mail.OutboxBackend().send_messages([message])
    return OutgoingMail.objects.get()


def test_a_waiting_mail_lies_sealed() -> None:
    assert b"exempel.invalid/abc" not in bytes(queue().sealed or b"")


def test_a_mail_leaves_once_and_its_content_is_erased(sent: list[tuple[str, bytes]]) -> None:
    row = queue()
    assert (mail.deliver_due(), mail.deliver_due()) == (1, 0)
    row.refresh_from_db()
    assert (row.state, row.sealed) == (MailState.SENT, None)
    assert sent[0][0] == "alice@exempel.invalid"
    assert b"exempel.invalid/abc" in sent[0][1]


def test_mail_waits_where_no_server_is_set(settings: Any) -> None:
    settings.MAIL_SERVER = None
    row = queue()
    assert mail.deliver_due() == 0
    row.refresh_from_db()
    assert row.state == MailState.WAITING


def test_mail_that_does_not_get_through_is_tried_later_and_then_shown_as_failed(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    def refuse(recipient: str, raw: bytes) -> None:
        raise ConnectionRefusedError

    settings.MAIL_SERVER = urlsplit("smtp://127.0.0.1:1025")
    monkeypatch.setattr(mail, "_send", refuse)
    row = queue()
    for _attempt in mail.WAITS:
        OutgoingMail.objects.update(next_try_at=timezone.now() - timedelta(seconds=1))
        assert mail.deliver_due() == 0
    row.refresh_from_db()
    assert (row.state, row.fault, row.attempts) == (
        MailState.FAILED,
        "ConnectionRefusedError",
        len(mail.WAITS),
    )
    mail.retry(row)
    row.refresh_from_db()
    assert row.state == MailState.WAITING


def test_a_subject_with_a_line_break_cannot_add_headers() -> None:
    with pytest.raises(ValueError, match="newline"):
        queue("Hej\nBcc: bob@exempel.invalid")


def test_a_waiting_mail_can_still_be_sent_after_the_key_has_changed(sent: list[tuple[str, bytes]]) -> None:
    queue()
    assert rotation.rotate(pause=0).moved == 1
    assert mail.deliver_due() == 1
    assert b"abc" in sent[0][1]
