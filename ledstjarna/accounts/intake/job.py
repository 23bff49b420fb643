"""Taking in a kept file as a job: tens of thousands of rows take longer than a page should."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ledstjarna.accounts import services
from ledstjarna.accounts.models import OrganisationImport
from ledstjarna.operations.jobs import Kind, Progress, enqueue
from ledstjarna.operations.models import Job


def run(import_id: int, progress: Progress) -> None:
    """Take the file in and throw it. Run again, it finds the file gone, or nothing left to change."""
    kept = OrganisationImport.objects.select_related("user").filter(pk=import_id).first()
    if kept is not None:
        services.organisation_import(actor_id=kept.user_id, data=bytes(kept.data), user=kept.user)
        services.import_drop(kept=kept)


KIND = Kind(
    code="organisation.import",
    label=_("Organisationen läses in"),
    done=_("Filen är inläst."),
    run=run,
    result_url=lambda _import_id: reverse("accounts:tree"),
    source_url=lambda import_id: reverse("accounts:import_check", args=[import_id]),
)


def start(kept: OrganisationImport) -> Job:
    """Ask for the file to be taken in; asking twice gives the same job."""
    return enqueue(KIND.code, subject_id=kept.pk, owner_id=kept.user_id, key=f"organisation.import:{kept.pk}")
