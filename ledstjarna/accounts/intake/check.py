"""What a file would do: every change and every wrong cell, with nothing written."""

import hashlib

from ledstjarna.accounts.intake import layout
from ledstjarna.accounts.intake.findings import Findings
from ledstjarna.accounts.intake.plan import Plan, load
from ledstjarna.accounts.intake.roles import check_roles
from ledstjarna.accounts.intake.units import check_units
from ledstjarna.accounts.models import User
from ledstjarna.texts import tables

CHECKS = {"units": check_units, "roles": check_roles}


def check(data: bytes, *, user: User | None) -> tuple[Findings, Plan]:
    """Weigh a file against what is stored; `user` (None: the command line) bounds what it may touch.

    Raises `texts.tables.Unreadable` when the file as a whole cannot be read.
    """
    found = layout.tables(tables.read(data))
    findings, plan = Findings(hashlib.sha256(data).hexdigest()), load(user)
    for table in found:
        CHECKS[table.kind](table, plan, findings)
    findings.faults.sort(key=lambda fault: (fault.sheet, fault.row))
    return findings, plan
