"""What was written last, and in which order, does not lie beside the database for long."""

from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from ledstjarna.operations.models import Tick
from ledstjarna.operations.timer import DUTIES


@pytest.mark.django_db(transaction=True)
def test_the_log_of_writes_is_emptied_and_nothing_written_is_lost() -> None:
    Tick.objects.create(duty="kept", ran_at=timezone.now())
    log = Path(f"{connection.settings_dict['NAME']}-wal")
    if connection.vendor == "sqlite":
        assert log.stat().st_size > 0
    DUTIES["writeahead"].run()
    assert Tick.objects.filter(duty="kept").exists()
    assert not log.exists() or log.stat().st_size == 0
