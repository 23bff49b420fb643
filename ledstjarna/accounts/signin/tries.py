"""At most five checks a minute for each secret, counted before it and by one counter for all processes."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from ledstjarna.accounts.models import PasswordTries
from ledstjarna.texts.swedish import fold

LIMIT: Final = 5
WINDOW: Final = timedelta(minutes=1)
_FORGOTTEN: Final = timedelta(hours=1)


def take(whose: str) -> bool:
    """Count one try for an address (or another name of a secret); False when the minute's are used up.

    Known and unknown addresses are counted alike, so the answer tells nothing about who has an account. The
    row is locked while it is counted and free again before any password is hashed.
    """
    key = salted_hmac("ledstjarna.accounts.tries", fold(whose), algorithm="sha256").hexdigest()
    now = timezone.now()
    with transaction.atomic():
        old = PasswordTries.objects.filter(last__lt=now - _FORGOTTEN).exclude(key=key)
        PasswordTries.objects.filter(
            pk__in=list(old.select_for_update(skip_locked=True).values_list("pk", flat=True)[:100])
        ).delete()
        PasswordTries.objects.get_or_create(key=key, defaults={"last": now})
        row = PasswordTries.objects.select_for_update().get(key=key)
        since = (now - WINDOW).timestamp()
        row.times = [at for at in row.times if at > since]
        if len(row.times) >= LIMIT:
            return False
        row.times.append(now.timestamp())
        row.last = now
        row.save()
    return True
