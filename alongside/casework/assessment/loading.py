"""Finds the versions a reader may open, and opens both voices of one of them in one query."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from alongside.access import Action, Actor, Item, Relation
from alongside.access.gates import Granted, NotHere, is_allowed
from alongside.casework.assessment.words import TABLE, TypedSaid, open_other, open_voice
from alongside.casework.people.sealing import open_field
from alongside.domain.assessment import Answer, Answers, Consent, PersonSays, Said, Voice
from alongside.domain.speaking import Interpreter, Spoken, SpokenIn
from alongside.records.assessment import Assessment, AssessmentAnswer
from alongside.vault import KeyRing

Place = tuple[str, Voice]
ADVERSITY = "adversity"


@dataclass(frozen=True)
class TwoTexts:
    """One voice of one answer that two people, or two tabs, wrote at once. Nothing of either is lost."""

    question_id: str
    voice: Voice
    saved: Said
    saved_by: str
    saved_at: datetime
    other: Said
    other_by: str
    other_at: datetime


@dataclass(frozen=True)
class Version:
    """One version as a reader may see it. told is what was said about what happened to the person, if they may read it."""

    assessment_id: UUID
    number: int
    practitioner: str
    begun_at: datetime
    consent: Consent
    on_copy: bool
    spoken: Spoken
    stopped_at: datetime | None
    stopped_place: str
    completed_at: datetime | None
    person_says: PersonSays | None
    dissent: str
    person_said_at: datetime | None
    signed_by: str
    signed_by_id: UUID | None
    signed_at: datetime | None
    second_by: str
    second_at: datetime | None
    second_words: str
    saved_at: datetime
    answers: Answers = field(default_factory=dict)
    told: Answers = field(default_factory=dict)
    two_texts: Mapping[Place, TwoTexts] = field(default_factory=dict)
    marks: Mapping[Place, tuple[int, TypedSaid]] = field(default_factory=dict)
    carried: frozenset[Place] = frozenset()

    @property
    def is_signed(self) -> bool:
        """Return whether both have signed, each in their own way, and nobody writes in it any more."""
        return self.signed_at is not None

    def waits_for_a_second(self, user_id: UUID) -> bool:
        """Return whether a second signature is missing that this user may give: nobody signs twice."""
        return self.is_signed and self.second_at is None and self.signed_by_id != user_id

    @property
    def is_open(self) -> bool:
        """Return whether it can be written in."""
        return self.signed_at is None and self.completed_at is None


def readable_rows(granted: Granted, *, viewer: Actor, at: datetime) -> Sequence[Assessment]:
    """Return the versions of a person this reader may open, the newest first. One query."""
    rows = Assessment.objects.filter(person=granted.person_id).select_related("begun_by", "signed_by", "second_by")
    return [row for row in rows.order_by("-number") if may_read(granted, row, viewer=viewer, at=at)]


def may_read(granted: Granted, row: Assessment, *, viewer: Actor, at: datetime) -> bool:
    """Return whether this reader may open this version: whoever stands in, only one that is signed."""
    return is_allowed(viewer, Action.READ, Item.ASSESSMENT, granted, at=at, signed=row.signed_at is not None)


def pick(rows: Sequence[Assessment], number: int | None) -> Assessment:
    """Return the version with this number, or the newest for none. Raises NotHere."""
    found = next((row for row in rows if number is None or row.number == number), None)
    if found is None:
        raise NotHere
    return found


def open_version(row: Assessment, keys: KeyRing, *, granted: Granted) -> Version:
    """Return a version with its words. One query.

    What was told about what happened to the person is left out for whoever stands in, and while the person has not
    agreed to talk about it.
    """
    lines = list(AssessmentAnswer.objects.filter(assessment=row).select_related("saved_by", "other_by"))
    opened = {(line.question, Voice(line.voice)): (line.revision, open_voice(keys, line)) for line in lines}
    said = {place: typed.said for place, (_, typed) in opened.items()}
    is_told = may_be_told(row, granted)
    return Version(
        assessment_id=row.id,
        number=row.number,
        practitioner=(row.signed_by or row.begun_by).get_short_name(),
        begun_at=row.begun_at,
        consent=Consent(row.consent),
        on_copy=row.on_copy,
        spoken=Spoken(SpokenIn(row.spoken_in), Interpreter(row.interpreter)),
        stopped_at=row.stopped_at,
        stopped_place=row.stopped_place,
        completed_at=row.completed_at,
        person_says=PersonSays(row.person_says) if row.person_says else None,
        dissent=open_field(keys, row.person_id, TABLE, row.id, "sealed_dissent", row.sealed_dissent),
        person_said_at=row.person_said_at,
        signed_by=row.signed_by.name if row.signed_by else "",
        signed_by_id=row.signed_by_id,
        signed_at=row.signed_at,
        second_by=row.second_by.name if row.second_by else "",
        second_at=row.second_at,
        second_words=open_field(keys, row.person_id, TABLE, row.id, "sealed_second", row.sealed_second),
        saved_at=max((line.saved_at for line in lines), default=row.begun_at),
        answers=_together(said, told=False),
        told=_together(said, told=True) if is_told else {},
        two_texts=_two_texts(keys, (line for line in lines if is_told or not _is_told(line.question))),
        marks=opened,
        carried=frozenset((line.question, Voice(line.voice)) for line in lines if line.carried),
    )


def may_be_told(row: Assessment, granted: Granted) -> bool:
    """Return whether what happened to the person may be opened: they said yes, and the reader does not just stand in."""
    return row.consent == Consent.YES and granted.relation != Relation.COVER


def _together(said: Mapping[Place, Said], *, told: bool) -> dict[str, Answer]:
    return answers_of(said, {question_id for question_id, _ in said if _is_told(question_id) is told})


def answers_of(said: Mapping[Place, Said], ids: Iterable[str]) -> dict[str, Answer]:
    """Return both voices of each of these questions, empty where nobody has said anything."""
    return {
        i: Answer(said.get((i, Voice.PERSON), Said()), said.get((i, Voice.PRACTITIONER), Said())) for i in sorted(ids)
    }


def _is_told(question_id: str) -> bool:
    return question_id.startswith(f"{ADVERSITY}.")


def _two_texts(keys: KeyRing, lines: Iterable[AssessmentAnswer]) -> dict[Place, TwoTexts]:
    found = {}
    for line in lines:
        other = open_other(keys, line)
        if other is not None:
            saved = open_voice(keys, line)
            found[line.question, Voice(line.voice)] = TwoTexts(
                line.question, Voice(line.voice), saved.said, line.saved_by.name, saved.at,
                other.said, line.other_by.name if line.other_by else "", other.at,
            )  # fmt: skip
    return found
