"""Taking in a file of units and roles: all of it or nothing."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from ledstjarna.accounts.intake.check import check
from ledstjarna.accounts.intake.findings import Findings
from ledstjarna.accounts.intake.store import store
from ledstjarna.accounts.models import OrganisationImport, User
from ledstjarna.audit import services as audit

KEPT = timedelta(days=1)


class Faulty(Exception):
    """The file has wrong rows and nothing was taken in; `findings` names them."""

    def __init__(self, findings: Findings) -> None:
        super().__init__(len(findings.faults))
        self.findings = findings


def organisation_import(*, actor_id: int | None, data: bytes, user: User | None, once: UUID | None = None) -> Findings:
    """Take in a file of units and roles; the same file again changes nothing.

    The check is made again inside the act, so that nothing has moved between it and the writing. `user`
    bounds what the file may touch (None: everything). Raises `Faulty` or `texts.tables.Unreadable`.
    """
    with audit.act("organisation_import", actor_id=actor_id, once=once) as act:
        findings, plan = check(data, user=user)
        if findings.faults:
            raise Faulty(findings)
        store(plan)
        act.kind = "organisation"
        act.facts = {"sha256": findings.sha256, **findings.counts()}
    return findings


def import_keep(*, user: User, name: str, data: bytes) -> OrganisationImport:
    """Keep a file between its dry run and the yes to it. Old ones, and the person's own, are thrown."""
    OrganisationImport.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
    OrganisationImport.objects.filter(user=user).delete()
    return OrganisationImport.objects.create(
        user=user, name=name[-200:], data=data, sha256=hashlib.sha256(data).hexdigest()
    )


def import_drop(*, kept: OrganisationImport) -> None:
    """Throw a kept file away."""
    kept.delete()
