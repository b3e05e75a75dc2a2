"""What the pages of the person's side show. Nothing of the record is on them, so nothing here is a view of it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.access import Action, Actor, Audience, Item, Scope
from alongside.access.gates import NotHere, require
from alongside.access.readers import Readers, find_readers
from alongside.access.standings import day_of
from alongside.casework.audit import record_opened
from alongside.casework.my_side.capabilities import NOTHING_TO_ASK_ABOUT, OpenCapability
from alongside.casework.my_side.offering import offers_closer_look
from alongside.casework.my_side.progress import Progress, definition_of, open_progress
from alongside.casework.people.sealing import PersonName, open_name
from alongside.records.episodes import Episode
from alongside.records.my_side import Capability
from alongside.records.sessions import Session
from alongside.vault import open_keys


@dataclass(frozen=True)
class HandOver:
    """What the confirmation says before the device changes hands."""

    session_id: UUID
    name: PersonName


@dataclass(frozen=True)
class About:
    """What comes before the questions: which meeting they are about, with whom, and who could read the answers."""

    practitioner: str
    readers: Readers
    asks_whether_it_helped: bool
    offers_closer_look: bool
    met_on: date | None


@dataclass(frozen=True)
class Question:
    """One question in the person's language. answer is what was chosen on this device a moment ago, None for nothing."""

    number: int
    total: int
    item_id: str
    text: str
    lowest: str
    highest: str
    scale_from: int
    scale_to: int
    answer: int | None

    @property
    def numbers(self) -> list[str]:
        """Return every answer that may be chosen, as it is written."""
        return [str(number) for number in range(self.scale_from, self.scale_to + 1)]

    @property
    def steps(self) -> range:
        """Return the numbers of all questions, to show how far this is."""
        return range(1, self.total + 1)

    @property
    def before(self) -> int:
        """Return the number of the question before this one; 0 for the first."""
        return self.number - 1


@dataclass(frozen=True)
class OffTick:
    """Whether the person has ticked *something was off today* a moment ago. last_question is the one before."""

    is_ticked: bool
    last_question: int


@dataclass(frozen=True)
class AudienceChoice:
    """Whom each audience means today, and who was met. first_left is the first question that was neither answered nor skipped."""

    practitioner: str
    readers: Readers
    first_left: int | None


@dataclass(frozen=True)
class OpenQuestion:
    """The one question that is answered in words, who would read it, and what was typed a moment ago.

    With *only totals* nobody would, so there is no question and no box.
    """

    practitioner: str
    readers: Readers
    audience: Audience
    text: str
    words: str

    @property
    def has_box(self) -> bool:
        """Return whether there is somebody to write to."""
        return self.audience in (Audience.WORKER, Audience.SUPERVISOR)


@dataclass(frozen=True)
class HelpQuestion:
    """Whose attempt to put something right is asked about, and who could read the answer."""

    practitioner: str
    readers: Readers


def get_hand_over(*, session_id: UUID, viewer: Actor, at: datetime) -> HandOver:
    """Return whom the device would be handed to, and record the view. Raises NotHere."""
    with transaction.atomic():
        held = Session.objects.exclude(attendance__in=NOTHING_TO_ASK_ABOUT).select_related("person")
        session = held.filter(id=session_id).first()
        if session is None:
            raise NotHere
        granted = require(viewer, Action.WRITE, Item.CHECK_IN_OFFER, person_id=session.person_id, at=at)
        name = open_name(open_keys([session.person_id]), session.person)
        record_opened(granted, by=viewer, at=at, object_type="hand_over", object_id=session.id)
    return HandOver(session.id, name)


def get_about(*, capability: OpenCapability, at: datetime) -> About:
    """Return what comes before the questions."""
    readers = find_readers(capability.person_id, at=at)
    asks_help = Scope.HELP_ANSWER in capability.scopes
    return About(
        practitioner=capability.practitioner,
        readers=readers,
        asks_whether_it_helped=asks_help,
        offers_closer_look=offers_closer_look(capability.session_id),
        met_on=day_of(capability.met_at) if capability.met_at else None,
    )


def get_question(*, capability: OpenCapability, number: int, language: str) -> Question:
    """Return the question of this number, counted from 1. Raises NotHere for any other number."""
    progress = load_progress(capability)
    definition = definition_of(capability.instrument, progress)
    if not 1 <= number <= len(definition.items):
        raise NotHere
    item = definition.items[number - 1]
    wording = item.in_language(language)
    return Question(
        number=number,
        total=len(definition.items),
        item_id=item.id,
        text=wording.ask_about(capability.practitioner),
        lowest=wording.lowest,
        highest=wording.highest,
        scale_from=definition.lowest,
        scale_to=definition.highest,
        answer=progress.answers.get(item.id),
    )


def get_off_tick(*, capability: OpenCapability) -> OffTick:
    """Return how the tick stands on this device."""
    progress = load_progress(capability)
    return OffTick(progress.felt_off, len(definition_of(capability.instrument, progress).items))


def get_audience_choice(*, capability: OpenCapability, at: datetime) -> AudienceChoice:
    """Return whom each audience means today, and whether a question is still open."""
    progress = load_progress(capability)
    numbered = enumerate(definition_of(capability.instrument, progress).item_ids, start=1)
    first_left = next((number for number, item_id in numbered if item_id not in progress.answers), None)
    return AudienceChoice(capability.practitioner, find_readers(capability.person_id, at=at), first_left)


def get_open_question(*, capability: OpenCapability, language: str, at: datetime) -> OpenQuestion:
    """Return the question that is answered in words. No audience in it means that none was chosen, or nobody is left in it."""
    progress, readers = load_progress(capability), find_readers(capability.person_id, at=at)
    audience = Audience(progress.audience)
    somebody = {Audience.WORKER: readers.workers, Audience.SUPERVISOR: readers.supervisors, Audience.TOTALS: True}
    definition = definition_of(capability.instrument, progress)
    return OpenQuestion(
        practitioner=capability.practitioner,
        readers=readers,
        audience=audience if somebody.get(audience) else Audience.NOT_CHOSEN,
        text=definition.open_question(language, practitioner=capability.practitioner),
        words=progress.words,
    )


def get_help_question(*, capability: OpenCapability, at: datetime) -> HelpQuestion:
    """Return what *did that help?* is about. Raises NotHere when there is nothing to ask about."""
    if capability.episode_id is None or Scope.HELP_ANSWER not in capability.scopes:
        raise NotHere
    found = Episode.objects.filter(person=capability.person_id).select_related("relationship__practitioner")
    episode = found.get(id=capability.episode_id)
    practitioner = episode.relationship.practitioner.get_short_name()
    return HelpQuestion(practitioner, find_readers(capability.person_id, at=at))


def load_progress(capability: OpenCapability) -> Progress:
    """Return what has been answered on this device so far."""
    return open_progress(Capability.objects.get(id=capability.id))
