"""Questions about what is on its way."""

from ledstjarna.operations.models import MailState, OutgoingMail


def undelivered() -> int:
    """How many mails did not get through and wait for someone to see it."""
    return OutgoingMail.objects.filter(state=MailState.FAILED).count()
