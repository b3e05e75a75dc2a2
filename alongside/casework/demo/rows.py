"""Turns one made-up person into rows, sealed as their operations would seal them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from uuid import UUID, uuid4

from django.db.models import Model

from alongside.access.standings import day_of
from alongside.casework.check_ins.words import seal_answer_back, seal_words
from alongside.casework.demo.authority import explain_events, make_absences
from alongside.casework.demo.promises import make_promise_rows
from alongside.casework.demo.strains import make_episodes
from alongside.casework.disclosures.sealing import seal_done, seal_text
from alongside.casework.people.operations import blind_name
from alongside.casework.people.sealing import (
    Needs,
    PersonName,
    seal_born_on,
    seal_field,
    seal_name,
    seal_needs,
    seal_number,
    seal_title,
)
from alongside.casework.reflections.words import TabAnswers, seal_answers
from alongside.casework.sessions.notes.words import seal_note
from alongside.domain.demo import DemoPerson
from alongside.domain.demo.answers import QUESTIONS
from alongside.domain.demo.histories import DemoSession
from alongside.domain.people.names import normalise_identifier
from alongside.domain.questionnaires import CHECK_IN, CLOSER_LOOK, load_definition
from alongside.domain.reflections import NOTHING
from alongside.records.check_ins import AnswerBack, CheckIn, PractitionerRating
from alongside.records.disclosures import Disclosure
from alongside.records.people import BlindEntry, ContactRoute, Identifier, Person, WhatMatters
from alongside.records.power_events import PowerEvent
from alongside.records.reflections import Reflection
from alongside.records.relationships import Relationship, Supervision
from alongside.records.sessions import Note, Session
from alongside.vault import KeyRing, blind_index

SCHEME = "CRN"
NINE = time(9)
AFTER = timedelta(minutes=40)


@dataclass
class PersonRows:
    """Rows in the order in which they can be inserted."""

    person: Person
    rows: list[Model] = field(default_factory=list)


class RowMaker:
    """Makes the rows of one person."""

    def __init__(self, made_up: DemoPerson, users: Sequence[UUID], keys: KeyRing, at: datetime) -> None:
        self.made_up = made_up
        self.users = users
        self.keys = keys
        self.at = at
        # Their record began with the first who worked with them: it is asked who could have read it when.
        began = datetime.combine(min(s.starts_on for s in made_up.history.stretches), NINE, tzinfo=UTC)
        self.person = Person(
            id=made_up.id, jurisdiction=made_up.jurisdiction.value, is_child=made_up.is_child,
            created_at=min(began, at),
        )  # fmt: skip
        self.relationships = [self._relationship(i) for i in range(len(made_up.history.stretches))]
        self.worker = self.relationships[-1].practitioner_id

    def make(self) -> PersonRows:
        """Return everything about the person."""
        self._name_person()
        sessions = [self._session(s) for s in self.made_up.history.sessions]
        check_ins = [row for s in self.made_up.history.sessions if (row := self._check_in(s)) is not None]
        rows: list[Model] = [*self._details(), *self.relationships, *sessions, *self._notes(), *self._reflections()]
        rows += check_ins
        events = self._power_events()
        talks = explain_events(events, self.keys, today=day_of(self.at))
        rows += [*self._ratings(), *events, *talks]
        rows += make_absences(self.made_up.history.sessions, sessions, self.keys)
        rows += make_promise_rows(self.made_up, self.relationships, self.keys)
        rows += self._answers_back(check_ins)
        rows += make_episodes(self.made_up, check_ins, self.relationships, self.keys)
        return PersonRows(self.person, rows)

    def _name_person(self) -> None:
        one = self.made_up
        name = PersonName(one.given_names, one.family_name, one.preferred_name, one.said_as, one.pronouns)
        self.person.sealed_name = seal_name(self.keys, self.person, name)
        self.person.sealed_born_on = seal_born_on(self.keys, self.person, one.born_on)
        needs = Needs(languages=one.languages, communication=one.communication, access=one.access)
        self.person.sealed_needs = seal_needs(self.keys, self.person, needs)

    def _details(self) -> list[Model]:
        one, person_id = self.made_up, self.made_up.id
        identifier = Identifier(id=uuid4(), person_id=person_id)
        seal_number(self.keys, identifier, SCHEME, one.identifier)
        identifier.blind = blind_index("identifier", normalise_identifier(SCHEME, one.identifier))
        route = ContactRoute(id=uuid4(), person_id=person_id, kind="phone", safe_to_ring=True, safe_to_text=True)
        route.sealed_value = self._seal("contact_route", route.id, "sealed_value", one.phone)
        route.last_confirmed_on = self.at.date() - timedelta(days=30)
        matters = WhatMatters(id=uuid4(), person_id=person_id, said_on=one.supervision[2] + timedelta(days=14))
        matters.sealed_words = self._seal("what_matters", matters.id, "sealed_words", one.matters)
        matters.written_by_id, matters.written_at = self.worker, self.at
        kind, title, starts_on, ends_on = one.supervision
        supervision = Supervision(id=uuid4(), person_id=person_id, kind=kind, starts_on=starts_on, ends_on=ends_on)
        supervision.sealed_title = seal_title(self.keys, supervision, title)
        return [
            BlindEntry(
                id=uuid4(),
                person_id=person_id,
                blind=blind_name(PersonName(one.given_names, one.family_name), one.born_on),
            ),
            identifier,
            route,
            matters,
            supervision,
        ]

    def _relationship(self, position: int) -> Relationship:
        stretch = self.made_up.history.stretches[position]
        row = Relationship(
            id=uuid4(), person_id=self.made_up.id, practitioner_id=self.users[stretch.practitioner], kind="allocated",
            starts_on=stretch.starts_on, ends_on=stretch.ends_on, created_at=self.person.created_at,
        )  # fmt: skip
        row.sealed_reason = self._seal("relationship", row.id, "sealed_reason", stretch.reason)
        return row

    def _session(self, made_up: DemoSession) -> Session:
        relationship = self.relationships[made_up.stretch]
        row = Session(
            id=made_up.id, person_id=self.made_up.id, relationship=relationship,
            practitioner_id=relationship.practitioner_id, planned_at=made_up.at, attendance=made_up.attendance,
            created_at=made_up.at - timedelta(days=7), created_by_id=relationship.practitioner_id,
        )  # fmt: skip
        if made_up.attendance == "attended":
            row.started_at, row.finished_at = made_up.at, made_up.at + AFTER
        row.sealed_absence = self._seal("session", row.id, "sealed_absence", made_up.absence)
        if made_up.agenda:
            agenda = {"person": [made_up.agenda[0]], "practitioner": list(made_up.agenda[1:])}
            row.sealed_agenda = self.keys.seal_json(
                agenda, subject=self.made_up.id, table="session", row=row.id, field="sealed_agenda"
            )
        return row

    def _notes(self) -> list[Note]:
        written = [s for s in self.made_up.history.sessions if s.note]
        return [self._note(s) for s in written]

    def _note(self, session: DemoSession) -> Note:
        author = self.relationships[session.stretch].practitioner_id
        row = Note(
            id=uuid4(),
            person_id=self.made_up.id,
            session_id=session.id,
            author_id=author,
            written_at=session.at + AFTER,
        )
        row.sealed_body = seal_note(self.keys, row, session.note)
        return row

    def _reflections(self) -> list[Reflection]:
        return [self._reflection(s) for s in self.made_up.history.sessions if s.reflection != NOTHING]

    def _reflection(self, session: DemoSession) -> Reflection:
        row = Reflection(
            id=uuid4(), person_id=self.made_up.id, session_id=session.id, revision=1, saved_at=session.at + AFTER,
            author_id=self.relationships[session.stretch].practitioner_id,
        )  # fmt: skip
        row.sealed_body = seal_answers(self.keys, row, TabAnswers(session.reflection))
        return row

    def _check_in(self, session: DemoSession) -> CheckIn | None:
        made_up = session.check_in
        if made_up is None:
            return None
        relationship = self.relationships[session.stretch]
        definition = load_definition(CLOSER_LOOK if len(made_up.answers) > QUESTIONS else CHECK_IN)
        row = CheckIn(
            id=uuid4(), person_id=self.made_up.id, relationship=relationship, session_id=session.id,
            instrument=definition.name, instrument_version=definition.version, language=made_up.language,
            offered_at=session.at + AFTER, offered_by_id=relationship.practitioner_id,
        )  # fmt: skip
        if made_up.audience:
            row.state, row.audience, row.answers = "completed", made_up.audience, made_up.answers
            row.felt_off, row.completed_at = made_up.felt_off, session.at + AFTER + timedelta(minutes=1)
            row.sealed_words = seal_words(self.keys, row, made_up.words)
            if made_up.words and session.at < self.at - timedelta(days=2):
                row.first_read_at = session.at + timedelta(days=1)
        return row

    def _answers_back(self, check_ins: Sequence[CheckIn]) -> list[AnswerBack]:
        said = {s.id: s.check_in.back for s in self.made_up.history.sessions if s.check_in}
        return [self._answer_back(row, said[row.session_id]) for row in check_ins if said[row.session_id]]

    def _answer_back(self, check_in: CheckIn, words: str) -> AnswerBack:
        back = AnswerBack(
            id=uuid4(),
            check_in=check_in,
            person_id=self.made_up.id,
            written_by_id=check_in.relationship.practitioner_id,
        )
        back.written_at = check_in.offered_at + timedelta(days=1)
        back.sealed_words = seal_answer_back(self.keys, back, words)
        if back.written_at < self.at - timedelta(days=21):
            back.read_at = back.written_at + timedelta(days=2)
        return back

    def pass_on(self, text: str, done: str, *, by: UUID, told_at: datetime) -> Disclosure:
        """Return something the person asked to be passed on today, closed with what was done if that is given."""
        row = Disclosure(id=uuid4(), person_id=self.made_up.id, told_at=told_at)
        row.sealed_text = seal_text(self.keys, row, text)
        if done:
            row.taken_up_by_id, row.taken_up_at = by, told_at + timedelta(hours=1)
            row.closed_by_id, row.closed_at = by, told_at + timedelta(hours=3)
            row.sealed_done = seal_done(self.keys, row, done)
        return row

    def _ratings(self) -> list[PractitionerRating]:
        """A meeting that was not rated was skipped: what was said there would otherwise wait for the taps."""
        return [
            PractitionerRating(
                id=uuid4(),
                session_id=s.id,
                person_id=self.made_up.id,
                rated_at=s.at + AFTER,
                author_id=self.relationships[s.stretch].practitioner_id,
                own=s.rating[0] if s.rating else None,
                guess=s.rating[1] if s.rating else None,
            )
            for s in self.made_up.history.sessions
            if s.attendance == "attended"
        ]

    def _power_events(self) -> list[PowerEvent]:
        rows = []
        for event in self.made_up.history.power_events:
            row = PowerEvent(id=uuid4(), person_id=self.made_up.id, kind=event.kind, happened_on=event.on)
            row.sealed_line = self._seal("power_event", row.id, "sealed_line", event.line)
            row.recorded_by_id, row.recorded_at = self.worker, self.at
            rows.append(row)
        return rows

    def _seal(self, table: str, row: UUID, name: str, text: str) -> bytes | None:
        return seal_field(self.keys, self.made_up.id, table, row, name, text)
