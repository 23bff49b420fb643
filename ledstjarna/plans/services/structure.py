"""A draft follows the common structure: it takes in a section that it lacks, and moves on to a newer template."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ledstjarna.plans.content import draft_parts
from ledstjarna.plans.models import Change, Plan, Section, shown
from ledstjarna.plans.reasons import state_of
from ledstjarna.plans.services.history import drafting, note
from ledstjarna.plans.services.items import bring_back, insert
from ledstjarna.plans.structure import matched, place_for
from ledstjarna.plans.template import structure_for, structure_of


def section_from_structure(*, plan: Plan, key: UUID, actor_id: int | None, once: UUID | None = None) -> Section:
    """Put a section of the plan's structure in its place; one that was taken out comes back with its texts.

    A section that is there already stays as it is. Raises ValidationError for a key that the structure does not have.
    """
    with drafting("plan.section.add", plan.pk, actor_id=actor_id, once=once) as (done, plan):
        structure, parts = structure_of(plan), draft_parts(plan)
        wanted = next((section for section in structure.sections if section.key == str(key)), None)
        if wanted is None:
            raise ValidationError(_("Mallen har inte längre det avsnittet."))
        there = (part.pk for part, found in zip(parts, matched(parts, structure), strict=True) if found == wanted)
        if pk := next(there, None):
            section = Section.objects.get(pk=pk)
        elif removed := plan.sections.filter(answers=key).first():
            bring_back(removed, actor_id)
            section = removed
        else:
            section = Section(plan=plan, heading=wanted.heading, level=wanted.level, answers=key)
            insert(section, place_for(wanted, parts, structure))
            note(plan, Change.ADDED, actor_id, key=section.key, label=shown(section), after=state_of(section))
        done.facts["section"] = section.pk
    return section


def structure_follow(*, plan: Plan, actor_id: int | None, once: UUID | None = None) -> Plan:
    """Let the draft follow the template that the city has adopted for its year since the draft was begun."""
    with drafting("plan.structure.follow", plan.pk, actor_id=actor_id, once=once) as (done, plan):
        newest = structure_for(plan.year)
        if newest.pk != (plan.template_id or 0):
            plan.template_id = newest.pk or None
            plan.save(update_fields=["template"])
            note(plan, Change.STRUCTURED, actor_id, after={"template": newest.title})
            done.facts["template"] = newest.pk
    return plan
