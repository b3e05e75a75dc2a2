"""How an assessment is begun, stopped and taken up again, finished, signed by both and reviewed."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.access import Action, Actor, Item
from alongside.access.gates import NotHere, require
from alongside.casework.assessment.errors import NotCompleted, PersonHasNotSpoken, SecondSignedAlready, TwoTextsOpen
from alongside.casework.assessment.loading import open_version
from alongside.casework.assessment.words import TABLE, seal_voice
from alongside.casework.assessment.writing import add_step, load_for_change, load_open_for_change
from alongside.casework.audit import record
from alongside.casework.people.sealing import open_field, seal_field
from alongside.domain.assessment import Answer, Consent, PersonSays, Said, Voice, carry_over, check_person_says
from alongside.domain.speaking import Spoken
from alongside.ledger import Kind
from alongside.records.assessment import Assessment, AssessmentAnswer
from alongside.records.people import Person
from alongside.vault import KeyRing, open_keys


def begin_assessment(*, person_id: UUID, by: Actor, at: datetime) -> UUID:
    """Begin a first version, or a review: the next version with the answers of the last carried over. Returns its id.

    One that is under way is returned as it is. Raises NotHere.
    """
    with transaction.atomic():
        granted = require(by, Action.WRITE, Item.ASSESSMENT, person_id=person_id, at=at)
        # Two browsers that begin at once wait for each other here.
        Person.objects.select_for_update().get(id=person_id)
        last = Assessment.objects.filter(person=person_id).select_related("begun_by", "signed_by", "second_by")
        before = last.order_by("-number").first()
        if before is not None and before.signed_at is None:
            return before.id
        row = Assessment(id=uuid4(), person_id=person_id, begun_by_id=by.id, begun_at=at)
        row.number = before.number + 1 if before else 1
        row.save(force_insert=True)
        if before is not None:
            keys = open_keys([person_id])
            version = open_version(before, keys, granted=granted)
            _carry(row, {**version.answers, **version.told}, keys, by=by, at=at)
        add_step(row, "begun", by=by, at=at)
        record(Kind.COLLECTION, "begun", granted, by=by, at=at, object_type="assessment", object_id=row.id)
    return row.id


def stop_talking(*, person_id: UUID, place: str, by: Actor, at: datetime) -> None:
    """Keep that they stopped, and where. Nothing is lost, and stopping twice changes nothing. Raises NotHere, NothingUnderWay."""
    with transaction.atomic():
        row, granted = load_for_change(person_id, by=by, at=at)
        if row.stopped_at is not None:
            return
        row.stopped_at, row.stopped_place = at, place
        row.save(update_fields=["stopped_at", "stopped_place"])
        add_step(row, "stopped", by=by, at=at, place=place)
        record(Kind.ALTERATION, "stopped", granted, by=by, at=at, object_type="assessment", object_id=row.id)


def come_back(*, person_id: UUID, by: Actor, at: datetime) -> str:
    """Keep that they went on, and return where they had stopped. Raises NotHere or NothingUnderWay."""
    with transaction.atomic():
        row, granted = load_for_change(person_id, by=by, at=at)
        place = row.stopped_place
        if row.stopped_at is None:
            return place
        row.stopped_at, row.stopped_place = None, ""
        row.save(update_fields=["stopped_at", "stopped_place"])
        add_step(row, "returned", by=by, at=at, place=place)
        record(Kind.ALTERATION, "returned", granted, by=by, at=at, object_type="assessment", object_id=row.id)
    return place


def say_consent(*, person_id: UUID, consent: Consent, on_copy: bool = False, by: Actor, at: datetime) -> None:
    """Keep what the person said to talking about what happened to them. They may change their mind at any time.

    Raises NotHere, NothingUnderWay or Completed.
    """
    with transaction.atomic():
        row, granted = load_open_for_change(person_id, by=by, at=at)
        is_new = row.consent != consent
        if not is_new and row.on_copy == on_copy:
            return
        row.consent, row.on_copy = consent.value, on_copy and consent is Consent.YES
        row.save(update_fields=["consent", "on_copy"])
        if is_new:
            add_step(row, "consent", by=by, at=at, place=consent.value)
        record(Kind.ALTERATION, "consent", granted, by=by, at=at, object_type="assessment", object_id=row.id)


def say_how_spoken(*, person_id: UUID, spoken: Spoken, by: Actor, at: datetime) -> None:
    """Keep in which language this version is held, and who interprets. Saying the same again changes nothing.

    Raises NotHere, NothingUnderWay or Completed.
    """
    with transaction.atomic():
        row, granted = load_open_for_change(person_id, by=by, at=at)
        if (row.spoken_in, row.interpreter) == (spoken.language, spoken.interpreter):
            return
        _put_spoken(row, spoken)
        row.save(update_fields=["spoken_in", "interpreter"])
        record(Kind.ALTERATION, "changed", granted, by=by, at=at, object_type="assessment", object_id=row.id)


def complete_assessment(*, person_id: UUID, spoken: Spoken | None = None, by: Actor, at: datetime) -> None:
    """Mark it as finished, so that both sign the same words. Open questions are no hindrance: they stay named.

    spoken is what the page says of language and interpreter; without it, what is kept stays.
    Raises NotHere, NothingUnderWay or TwoTextsOpen.
    """
    with transaction.atomic():
        row, granted = load_for_change(person_id, by=by, at=at)
        if row.completed_at is not None:
            return
        if AssessmentAnswer.objects.filter(assessment=row, sealed_other__isnull=False).exists():
            raise TwoTextsOpen
        row.completed_at = at
        if spoken is not None:
            _put_spoken(row, spoken)
        row.save(update_fields=["completed_at", "spoken_in", "interpreter"])
        add_step(row, "completed", by=by, at=at)
        record(Kind.ALTERATION, "completed", granted, by=by, at=at, object_type="assessment", object_id=row.id)


def reopen_assessment(*, person_id: UUID, by: Actor, at: datetime) -> None:
    """Open it again before it is signed. What the person said of the whole was said of other words, and goes.

    Raises NotHere or NothingUnderWay.
    """
    with transaction.atomic():
        row, granted = load_for_change(person_id, by=by, at=at)
        if row.completed_at is None:
            return
        row.completed_at, row.person_says, row.sealed_dissent, row.person_said_at = None, "", None, None
        row.save(update_fields=["completed_at", "person_says", "sealed_dissent", "person_said_at"])
        add_step(row, "reopened", by=by, at=at)
        record(Kind.ALTERATION, "reopened", granted, by=by, at=at, object_type="assessment", object_id=row.id)


def say_for_person(*, person_id: UUID, says: PersonSays, words: str, by: Actor, at: datetime) -> None:
    """Keep what the person says of the whole, their words beside it. Saying the same again changes nothing.

    Raises NotHere, NothingUnderWay, NotCompleted, or NeedsAReason when they could not answer and nobody says why.
    """
    check_person_says(says, words=words)
    with transaction.atomic():
        row, granted = load_for_change(person_id, by=by, at=at)
        if row.completed_at is None:
            raise NotCompleted
        keys = open_keys([person_id])
        there = open_field(keys, person_id, TABLE, row.id, "sealed_dissent", row.sealed_dissent)
        if row.person_says == says and there == words.strip():
            return
        row.person_says, row.person_said_at = says.value, at
        row.sealed_dissent = seal_field(keys, person_id, TABLE, row.id, "sealed_dissent", words.strip())
        row.save(update_fields=["person_says", "person_said_at", "sealed_dissent"])
        add_step(row, "person_said", by=by, at=at)
        record(Kind.COLLECTION, "said", granted, by=by, at=at, object_type="assessment", object_id=row.id)


def sign_assessment(*, person_id: UUID, by: Actor, at: datetime) -> None:
    """Sign as the practitioner. From now on nobody writes in this version.

    Raises NotHere, NothingUnderWay, NotCompleted or PersonHasNotSpoken.
    """
    with transaction.atomic():
        row, granted = load_for_change(person_id, by=by, at=at)
        if row.completed_at is None:
            raise NotCompleted
        if not row.person_says:
            raise PersonHasNotSpoken
        row.signed_by_id, row.signed_at, row.stopped_at, row.stopped_place = by.id, at, None, ""
        row.save(update_fields=["signed_by", "signed_at", "stopped_at", "stopped_place"])
        add_step(row, "signed", by=by, at=at)
        record(Kind.ALTERATION, "signed", granted, by=by, at=at, object_type="assessment", object_id=row.id)


def second_sign(*, person_id: UUID, number: int, words: str, by: Actor, at: datetime) -> None:
    """Sign a signed version a second time, as the supervisor. Twice changes nothing.

    Raises NotHere, also for whoever signed it first, NotCompleted, or SecondSignedAlready where somebody else did.
    """
    with transaction.atomic():
        granted = require(by, Action.SECOND_SIGN, Item.ASSESSMENT, person_id=person_id, at=at, signed=True)
        row = Assessment.objects.select_for_update().filter(person=person_id, number=number).first()
        if row is None or row.signed_at is None:
            raise NotCompleted
        if row.signed_by_id == by.id:
            raise NotHere
        if row.second_at is not None:
            if row.second_by_id != by.id:
                raise SecondSignedAlready(row.second_by.name if row.second_by else "", row.second_at)
            return
        row.second_by_id, row.second_at = by.id, at
        row.sealed_second = seal_field(open_keys([person_id]), person_id, TABLE, row.id, "sealed_second", words.strip())
        row.save(update_fields=["second_by", "second_at", "sealed_second"])
        add_step(row, "second_signed", by=by, at=at)
        record(Kind.ALTERATION, "second_signed", granted, by=by, at=at, object_type="assessment", object_id=row.id)


def _put_spoken(row: Assessment, spoken: Spoken) -> None:
    row.spoken_in, row.interpreter = spoken.language.value, spoken.interpreter.value


def _carry(row: Assessment, answers: dict[str, Answer], keys: KeyRing, *, by: Actor, at: datetime) -> None:
    """Write the answers a review starts with. At most two rows for each question."""
    lines = []
    for question_id, answer in carry_over(answers).items():
        for voice, said in ((Voice.PERSON, answer.person), (Voice.PRACTITIONER, answer.practitioner)):
            if said == Said():
                continue
            line = AssessmentAnswer(
                id=uuid4(), assessment=row, person_id=row.person_id, question=question_id, voice=voice.value,
                carried=True, revision=1, saved_by_id=by.id, saved_at=at,
            )  # fmt: skip
            line.sealed_body = seal_voice(keys, line, said, "")
            lines.append(line)
    AssessmentAnswer.objects.bulk_create(lines)
