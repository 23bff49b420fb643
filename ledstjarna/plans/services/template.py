"""The city's template: begun as a copy, written section by section, adopted, and from then on only followed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from ledstjarna.audit import services as audit
from ledstjarna.plans.models import Template, TemplateSection
from ledstjarna.plans.services.history import GONE
from ledstjarna.plans.services.places import moved, numbered
from ledstjarna.plans.template import Structure
from ledstjarna.ui.errors import Conflict


class TemplateChanged(Exception):
    """Somebody else has changed the template since it was read; `lock` is what it stands at now."""

    def __init__(self, lock: int) -> None:
        super().__init__(lock)
        self.lock = lock


def template_create(
    *, year: int, title: str, copy_of: Structure, actor_id: int | None, once: UUID | None = None
) -> Template:
    """Begin the template of a year as a copy, in which each section keeps its key.

    Raises ValidationError by field when the year has a template.
    """
    with audit.act("plan.template.create", actor_id=actor_id, once=once) as done:
        template = Template(
            year=year,
            title=title,
            police=copy_of.police,
            executive=copy_of.executive,
            required=list(copy_of.required),
            months=copy_of.months,
        )
        template.full_clean()
        template.save(force_insert=True)
        TemplateSection.objects.bulk_create(
            TemplateSection(
                template=template,
                key=UUID(section.key),
                position=place,
                heading=section.heading,
                level=section.level,
                guidance=section.guidance,
                required=section.required,
                table=section.table,
            )
            for place, section in enumerate(copy_of.sections)
        )
        done.on("plan_template", template.pk)
    return template


def template_edit(
    *, template: Template, values: Mapping[str, Any], lock: int, actor_id: int | None, once: UUID | None = None
) -> Template:
    """Change the title and what the template asks for.

    Raises `TemplateChanged` when `lock` was read before the template was changed.
    """
    with _writing("plan.template.edit", template.pk, actor_id, once) as (_done, now):
        _take_turn(now, lock)
        for name, value in values.items():
            setattr(now, name, value)
        now.full_clean()
        now.save()
    return now


def template_adopt(*, template: Template, actor_id: int | None, once: UUID | None = None) -> Template:
    """Let the boards follow the template from its year on. It is not changed after that."""
    with _writing("plan.template.adopt", template.pk, actor_id, once) as (_done, now):
        if not now.sections.exists():
            raise ValidationError(_("Mallen har inga avsnitt. Lägg till dem först."))
        now.adopted_at = timezone.now()
        now.save()
    return now


def template_discard(*, template: Template, actor_id: int | None, once: UUID | None = None) -> None:
    """Throw away a template that has not been adopted."""
    with _writing("plan.template.discard", template.pk, actor_id, once) as (done, now):
        done.facts["year"] = now.year
        now.delete()


def template_section_add(
    *,
    template: Template,
    values: Mapping[str, Any],
    index: int | None = None,
    actor_id: int | None,
    once: UUID | None = None,
) -> TemplateSection:
    """Put a section at a place in the template, last if none is given."""
    with _writing("plan.template.section.add", template.pk, actor_id, once) as (_done, now):
        rows = list(now.sections.all())
        section = TemplateSection(template=now, **values)
        section.full_clean()
        section.save(force_insert=True)
        rows.insert(len(rows) if index is None else index, section)
        TemplateSection.objects.bulk_update(numbered(rows), ["position"])
    return section


def template_section_edit(
    *, section: TemplateSection, values: Mapping[str, Any], lock: int, actor_id: int | None, once: UUID | None = None
) -> TemplateSection:
    """Rewrite a section. Raises `TemplateChanged` when `lock` was read before the template was changed."""
    with _writing("plan.template.section.edit", section.template_id, actor_id, once) as (_done, now):
        _take_turn(now, lock)
        now.save()
        row = _again(section)
        for name, value in values.items():
            setattr(row, name, value)
        row.full_clean()
        row.save()
    return row


def template_section_move(
    *, section: TemplateSection, steps: int, actor_id: int | None, once: UUID | None = None
) -> None:
    """Move a section some steps down (negative: up)."""
    with _writing("plan.template.section.move", section.template_id, actor_id, once) as (_done, now):
        rows = moved(list(now.sections.all()), _again(section), steps)
        TemplateSection.objects.bulk_update(rows, ["position"])


def template_section_remove(*, section: TemplateSection, actor_id: int | None, once: UUID | None = None) -> None:
    """Take a section out of the template. Plans that have it keep it as one of their own."""
    with _writing("plan.template.section.remove", section.template_id, actor_id, once) as (_done, _template):
        _again(section).delete()


@contextmanager
def _writing(
    action: str, template_id: int, actor_id: int | None, once: UUID | None
) -> Iterator[tuple[audit.Act, Template]]:
    """An act on a template that is not adopted. Raises `Conflict` when it is gone, ValidationError when adopted."""
    with audit.act(action, actor_id=actor_id, once=once) as done:
        template = Template.objects.select_for_update().filter(pk=template_id).first()
        if template is None:
            raise Conflict(str(GONE))
        if template.adopted_at is not None:
            raise ValidationError(
                _("Mallen är antagen och ändras inte längre. Gör nästa års mall som en kopia av den.")
            )
        done.on("plan_template", template.pk)
        yield done, template


def _take_turn(template: Template, lock: int) -> None:
    if template.lock != lock:
        raise TemplateChanged(template.lock)
    template.lock += 1


def _again(section: TemplateSection) -> TemplateSection:
    found = TemplateSection.objects.filter(pk=section.pk).first()
    if found is None:
        raise Conflict(str(GONE))
    return found
