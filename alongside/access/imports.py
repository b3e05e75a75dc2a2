"""Who may import what, and which people an importer may match a row with."""

from datetime import datetime

from django.db.models import QuerySet

from alongside.access.standings import PUBLISHED, taken_away, visible_people
from alongside.access.words import Actor, Relation, Role
from alongside.records.people import Person


def may_import(actor: Actor, kind: str) -> bool:
    """Return whether this actor may import files of this kind: administrators all, practitioners their own people."""
    if not actor.active or actor.is_person:
        return False
    return Role.ADMINISTRATOR in actor.roles or (Role.PRACTITIONER in actor.roles and kind == "people")


def imports_own_people(actor: Actor) -> bool:
    """Return whether the people this actor imports become their own."""
    return Role.ADMINISTRATOR not in actor.roles


def known_to_importer(actor: Actor, now: datetime) -> QuerySet[Person]:
    """Return the people that a row may turn out to be. Anybody else is treated as nobody, so that no file can ask."""
    if imports_own_people(actor):
        return visible_people(actor, now, Relation.ALLOCATED, Relation.CO_WORKER)
    return Person.objects.filter(PUBLISHED).exclude(taken_away(actor))
