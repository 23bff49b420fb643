"""The outbox: every mail waits here, sealed, until it has left or someone has seen that it did not."""

from __future__ import annotations

import ssl
from collections.abc import Sequence
from datetime import timedelta
from email import message_from_bytes, policy
from smtplib import SMTP, SMTP_SSL
from urllib.parse import unquote

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from ledstjarna.operations.models import MailState, OutgoingMail
from ledstjarna.texts import keys

PURPOSE = "mail"
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(hours=24),
)


class OutboxBackend(BaseEmailBackend):
    """Django's mail door: stores one sealed row a recipient; the timer sends."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        count = 0
        for message in email_messages:
            for recipient in message.recipients():
                sealed = keys.encrypt(message.message().as_bytes(), purpose=PURPOSE)
                OutgoingMail.objects.create(
                    recipient=recipient, subject=" ".join(str(message.subject).split())[:200], sealed=sealed
                )
                count += 1
        return count


def address_of(path: str) -> str:
    """The full address of a page for a letter; empty where the machine has no name that others know."""
    hosts = [host for host in settings.ALLOWED_HOSTS if host.strip("*.") and host not in {"127.0.0.1", "localhost"}]
    return f"{'https' if settings.HTTPS else 'http'}://{hosts[0].lstrip('.')}{path}" if hosts else ""


def deliver_due(limit: int = 100) -> int:
    """Send what is due, oldest first; gives how many left. Does nothing where no mail server is set."""
    if settings.MAIL_SERVER is None:
        return 0
    due = OutgoingMail.objects.filter(state=MailState.WAITING, next_try_at__lte=timezone.now())
    return sum(_deliver(pk) for pk in due.order_by("created_at").values_list("pk", flat=True)[:limit])


def _deliver(pk: int) -> bool:
    """Claim the row by moving its next try forward, send outside the transaction, then write how it went."""
    with transaction.atomic():
        mail = OutgoingMail.objects.select_for_update().get(pk=pk)
        if mail.state != MailState.WAITING or mail.next_try_at > timezone.now() or mail.sealed is None:
            return False
        mail.next_try_at = timezone.now() + WAITS[min(mail.attempts, len(WAITS) - 1)]
        mail.attempts += 1
        mail.save(update_fields=["next_try_at", "attempts"])
    try:
        _send(mail.recipient, keys.decrypt(bytes(mail.sealed), purpose=PURPOSE))
    except OSError as fault:
        mail.fault = type(fault).__name__
        mail.state = MailState.FAILED if mail.attempts >= len(WAITS) else MailState.WAITING
    else:
        mail.state, mail.sent_at, mail.sealed, mail.fault = MailState.SENT, timezone.now(), None, ""
    mail.save(update_fields=["state", "sent_at", "sealed", "fault"])
    return mail.state == MailState.SENT


def _send(recipient: str, raw: bytes) -> None:
    """Hand one mail over. Raises OSError (smtplib's faults are such) when the server cannot be reached or refuses."""
    server = settings.MAIL_SERVER
    if server is None:
        raise ConnectionError
    with (SMTP_SSL if server.scheme == "smtps" else SMTP)(server.hostname or "", server.port or 0, timeout=20) as door:
        if server.scheme == "smtp+starttls":
            door.starttls(context=ssl.create_default_context())
        if server.username:
            door.login(unquote(server.username), unquote(server.password or ""))
        message = message_from_bytes(raw, policy=policy.SMTP)
        door.sendmail(settings.DEFAULT_FROM_EMAIL, [recipient], message.as_bytes())


def retry(mail: OutgoingMail) -> None:
    """Put a mail that did not get through back in line, at once."""
    OutgoingMail.objects.filter(pk=mail.pk, state=MailState.FAILED, sealed__isnull=False).update(
        state=MailState.WAITING, attempts=0, fault="", next_try_at=timezone.now()
    )


def reseal_waiting() -> int:
    """Put every mail that has not left under the newest key; how many were moved. A rotation calls it."""
    moved = 0
    for pk in OutgoingMail.objects.filter(sealed__isnull=False).values_list("pk", flat=True):
        with transaction.atomic():
            mail = OutgoingMail.objects.select_for_update().get(pk=pk)
            before = bytes(mail.sealed or b"")
            after = keys.reseal(before, purpose=PURPOSE) if before else before
            if after != before:
                mail.sealed = after
                mail.save(update_fields=["sealed"])
                moved += 1
    return moved
