"""Opens agreements with every answer, and adds an answer."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from alongside.access import Actor
from alongside.access.standings import day_of
from alongside.casework.people.sealing import open_field, seal_field
from alongside.domain.agreements import Answer, Given, How, Matter, Standing, find_wording, standing_of
from alongside.records.agreements import Agreement, AgreementAnswer
from alongside.vault import KeyRing

TABLE, ANSWER_TABLE = "agreement", "agreement_answer"


@dataclass(frozen=True, slots=True)
class Answered:
    """What somebody writes down of an answer. version is that of the words it was asked in."""

    answer: Answer
    on: date
    version: str
    language: str
    how: How
    until: date | None = None
    words: str = ""

    @property
    def given(self) -> Given:
        """Return what the rules need to know of it."""
        return Given(self.answer, self.on, self.until)


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One answer as it is kept. asked is the question in the words it was asked in. by is empty for the person themselves."""

    answered: Answered
    asked: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """One thing that was asked, what stands today, and every answer, the first first."""

    id: UUID
    person_id: UUID
    matter: Matter
    about: str
    standing: Standing
    answers: Sequence[AnswerLine]

    @property
    def number(self) -> int:
        """Return the number of the last answer, so that a form can say what was on the screen."""
        return len(self.answers)

    @property
    def title(self) -> str:
        """Return what was asked about, in short, for staff."""
        return f"{self.matter.label}: {self.about}" if self.about else self.matter.label


def open_agreements(rows: Iterable[Agreement], keys: KeyRing, *, at: datetime) -> list[AgreementLine]:
    """Return these agreements, opened. One query for the answers of all of them."""
    found = list(rows)
    answers: dict[UUID, list[AgreementAnswer]] = defaultdict(list)
    for answer in AgreementAnswer.objects.filter(agreement__in=found).select_related("asked_by").order_by("number"):
        answers[answer.agreement_id].append(answer)
    return [_line(row, answers[row.id], keys, at) for row in found]


def find_agreement(agreement_id: UUID | None, person_id: UUID, keys: KeyRing, *, at: datetime) -> AgreementLine | None:
    """Return one agreement of this person, or None. The caller has passed the gate."""
    rows = Agreement.objects.filter(id=agreement_id, person=person_id) if agreement_id else []
    return next(iter(open_agreements(rows, keys, at=at)), None)


def add_answer(row: Agreement, said: Answered, number: int, keys: KeyRing, *, by: Actor, at: datetime) -> None:
    """Keep an answer beside those before it. Call it with the agreement locked, after the rules were asked."""
    made = AgreementAnswer(
        id=uuid4(), agreement=row, number=number, answer=said.answer.value, wording=said.version, language=said.language,
        how=said.how.value, on=said.on, until=said.until, asked_by_id=None if by.is_person else by.id, answered_at=at,
    )  # fmt: skip
    made.sealed_words = seal_field(keys, row.person_id, ANSWER_TABLE, made.id, "sealed_words", said.words.strip())
    made.save(force_insert=True)


def _line(row: Agreement, answers: Sequence[AgreementAnswer], keys: KeyRing, at: datetime) -> AgreementLine:
    matter = Matter(row.matter)
    lines = [_answer(answer, matter, row.person_id, keys) for answer in answers]
    return AgreementLine(
        id=row.id,
        person_id=row.person_id,
        matter=matter,
        about=open_field(keys, row.person_id, TABLE, row.id, "sealed_about", row.sealed_about),
        standing=standing_of([line.answered.given for line in lines], today=day_of(at)),
        answers=lines,
    )


def _answer(row: AgreementAnswer, matter: Matter, person_id: UUID, keys: KeyRing) -> AnswerLine:
    words = open_field(keys, person_id, ANSWER_TABLE, row.id, "sealed_words", row.sealed_words)
    said = Answered(Answer(row.answer), row.on, row.wording, row.language, How(row.how), row.until, words)
    asked = find_wording(matter, row.wording, language=row.language)
    return AnswerLine(said, asked.text if asked else "", row.asked_by.name if row.asked_by else "", row.answered_at)
