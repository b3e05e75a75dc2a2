"""Searching one's own notes: they are opened and read through each time, because an index would be their words again."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Item, Obligation, Resource, Role, Standing, decide
from alongside.access.facts import load_standings
from alongside.access.gates import NotHere
from alongside.access.standings import listed_people
from alongside.casework.audit import record_listed
from alongside.casework.people.sealing import PersonName, open_name
from alongside.casework.sessions.notes.words import open_note
from alongside.domain.sessions import Written, rank_notes
from alongside.domain.sessions.searching import FoundStatement, find_in_note, read_query
from alongside.records.people import Person
from alongside.records.sessions import Note
from alongside.vault import KeyRing, open_keys

ON_A_PAGE = 20


@dataclass(frozen=True)
class FoundNote:
    """A note that holds what was looked for, with the statements that do."""

    session_id: UUID
    person_id: UUID
    name: PersonName
    session_at: datetime
    statements: tuple[FoundStatement, ...]


@dataclass(frozen=True)
class SearchPage:
    """One page of what was found, newest first. searched counts the notes that were read through.

    looked_for is empty when nothing was asked, or nothing that is a word.
    """

    looked_for: tuple[str, ...]
    found: tuple[FoundNote, ...]
    count: int
    number: int
    pages: int
    searched: int
    people: int
    since: datetime | None


def search_notes(*, query: str, page: int = 1, viewer: Actor, at: datetime) -> SearchPage:
    """Return the viewer's own notes that hold every word of the query, of the people whose notes they may read today.

    A note that has been corrected is not searched, its correction is, if it is the viewer's. One *listed* entry with the
    people on the page. Raises NotHere for anybody but a
    practitioner.
    """
    if Role.PRACTITIONER not in viewer.roles:
        raise NotHere
    words = read_query(query)
    with transaction.atomic():
        notes = _own_notes(viewer, at)
        hits = _find(notes, words) if words else []
        pages = max(1, -(-len(hits) // ON_A_PAGE))
        number = min(max(page, 1), pages)
        shown = hits[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
        found = _named(shown, viewer, at)
    return SearchPage(
        looked_for=words,
        found=found,
        count=len(hits),
        number=number,
        pages=pages,
        searched=len(notes),
        people=len({note.person_id for note in notes}),
        since=min((note.written_at for note in notes), default=None),
    )


def _own_notes(viewer: Actor, at: datetime) -> list[Note]:
    """Return the notes the viewer wrote and may still read without saying why, newest first."""
    rows = list(
        Note.objects.filter(author=viewer.id, person__in=listed_people(viewer, at), replaced_by__isnull=True)
        .select_related("session")
        .order_by("-written_at", "id")
    )
    people = {row.person_id for row in rows}
    standings = load_standings(viewer, people, at)
    ranks = _ranks(people)
    return [row for row in rows if _may_read(viewer, standings[row.person_id], ranks[row.id], at)]


def _may_read(viewer: Actor, standing: Standing, rank: int, at: datetime) -> bool:
    decision = decide(viewer, Action.READ, Resource(Item.NOTE, standing, rank=rank), at)
    return decision.allowed and Obligation.RECORD_REASON not in decision.obligations


def _ranks(people: Iterable[UUID]) -> dict[UUID, int]:
    """Return the place of every note among those about the same person, whoever wrote it."""
    of_person: dict[UUID, list[Written]] = defaultdict(list)
    rows = Note.objects.filter(person__in=people).values_list("person_id", "id", "written_at", "replaces_id")
    for person_id, note_id, written_at, replaces in rows:
        of_person[person_id].append(Written(note_id, written_at, replaces))
    return {note_id: rank for written in of_person.values() for note_id, rank in rank_notes(written).items()}


def _find(notes: list[Note], words: tuple[str, ...]) -> list[tuple[Note, tuple[FoundStatement, ...]]]:
    keys = open_keys({note.person_id for note in notes})
    searched = ((note, find_in_note(open_note(keys, note), words)) for note in notes)
    return [(note, found) for note, found in searched if found]


def _named(shown: list[tuple[Note, tuple[FoundStatement, ...]]], viewer: Actor, at: datetime) -> tuple[FoundNote, ...]:
    """Give each note found the name of its person, and record that they were listed."""
    if not shown:
        return ()
    people = Person.objects.in_bulk({note.person_id for note, _ in shown})
    keys: KeyRing = open_keys(people)
    names = {person.id: open_name(keys, person) for person in people.values()}
    pseudonyms = [person.pseudonym for person in people.values()]
    record_listed(pseudonyms, by=viewer, at=at, relation="author", object_type="notes")
    return tuple(
        FoundNote(note.session_id, note.person_id, names[note.person_id], note.session.planned_at, statements)
        for note, statements in shown
    )
