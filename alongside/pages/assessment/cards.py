"""What stands on a page of an area: each question with both voices beside each other, always in this order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from alongside.casework.assessment.loading import Place, TwoTexts, Version
from alongside.casework.assessment.words import digest
from alongside.domain.assessment import (
    NOTHING,
    SUPPORT,
    Answer,
    Area,
    Kind,
    Part,
    Question,
    Said,
    Standing,
    Voice,
    Who,
    is_asked,
    load_adversity,
    load_area,
    shown_questions,
)
from alongside.pages.assessment.reading import Marks, field_name


@dataclass(frozen=True)
class OptionBox:
    """One option of a question on the page."""

    id: str
    says: str
    is_chosen: bool


@dataclass(frozen=True)
class VoiceCard:
    """One voice of one answer: what it said, and the fields it is typed in."""

    voice: str
    title: str
    field: str
    said: Said
    options: tuple[OptionBox, ...]
    chosen: tuple[str, ...]
    is_carried: bool
    error: str
    two_texts: TwoTexts | None

    @property
    def part(self) -> Mapping[str, str]:
        """Return the names of its fields by what they hold."""
        prefix = self.field.removesuffix("words")
        return {name: f"{prefix}{name}" for name in ("words", "options", "source", "standing", "apart")}


@dataclass(frozen=True)
class QuestionCard:
    """One question with its voices. A voice that is not asked is None, and its side stays empty on purpose."""

    id: str
    ask: str
    hint: str
    is_shown: bool
    is_several: bool
    is_link: bool
    is_readiness: bool
    only_practitioner: bool
    person: VoiceCard | None
    practitioner: VoiceCard | None
    standing: Standing | None
    standings: tuple[tuple[str, str, bool], ...]

    @property
    def voices(self) -> tuple[VoiceCard, ...]:
        """Return the cards there are, the person's first."""
        return tuple(card for card in (self.person, self.practitioner) if card)


@dataclass(frozen=True)
class Page:
    """What the cards of one page share: the version, the names, what was typed and not kept, and what is wrong with it."""

    version: Version
    first: str
    typed: Mapping[Place, Said]
    errors: Mapping[Place, str]
    is_turned: bool = False


def area_cards(page: Page, area: Area) -> list[QuestionCard]:
    """Return every question of an area. On the turned screen only those that are for both to see."""
    answers = page.version.answers
    shown = {question.id for question in shown_questions(area, answers)}
    cards = [_card(page, q, answers.get(q.id, NOTHING), q.id in shown) for q in load_area(area).questions]
    return [card for card in cards if not page.is_turned or _is_for_both(card)]


def told_cards(page: Page) -> list[QuestionCard]:
    """Return what may be talked about of what happened to the person: their words, and nothing to choose."""
    return [
        QuestionCard(
            id=topic.id, ask=topic.ask, hint="", is_shown=True, is_several=False, is_link=False, is_readiness=False,
            only_practitioner=False, person=_told(page, topic.id, Voice.PERSON), practitioner=None, standing=None,
            standings=(),
        )
        for topic in load_adversity().topics
    ]  # fmt: skip


def support_card(page: Page) -> VoiceCard:
    """Return where the practitioner writes what support was offered."""
    return _told(page, SUPPORT, Voice.PRACTITIONER)


def marks_of(version: Version, cards: Iterable[VoiceCard | None]) -> Marks:
    """Return the marks of the texts on a page, so that what nobody touches is not taken for a change."""
    fields = {card.field for card in cards if card}
    return {
        place: (revision, digest(typed.said))
        for place, (revision, typed) in version.marks.items()
        if field_name(place) in fields
    }


def say_standing(standing: Standing | None, *, first: str, to_person: bool = False) -> str:
    """Return how the two voices stand to each other, in words."""
    if standing is None:
        return ""
    return (_TO_PERSON if to_person else _SAID)[standing].format(first=first)


_SAID = {
    Standing.AGREE: "You agree",
    Standing.DIFFER: "You see this differently, and that is kept",
    Standing.COULD_NOT_ANSWER: "{first} could not answer",
    Standing.DECLINED: "{first} would rather not say",
    Standing.NOT_PRESENT: "{first} was not there",
}
_TO_PERSON = {
    Standing.AGREE: "We agree",
    Standing.DIFFER: "We see this differently",
    Standing.COULD_NOT_ANSWER: "I cannot answer this",
    Standing.DECLINED: "I would rather not say",
    Standing.NOT_PRESENT: "I was not there",
}

_JUDGED_PLAINLY = {
    "harm": "Does this have to do with somebody getting hurt?",
    "reoffending": "Does this have to do with getting into trouble again?",
}


def _card(page: Page, question: Question, answer: Answer, is_shown: bool) -> QuestionCard:
    return QuestionCard(
        id=question.id,
        ask=_ask(page, question),
        hint="" if page.is_turned else question.hint.format(name=page.first),
        is_shown=is_shown,
        is_several=question.kind is Kind.SEVERAL,
        is_link=question.part is Part.LINK,
        is_readiness=question.part is Part.READINESS,
        only_practitioner=question.who is Who.PRACTITIONER,
        person=_voice(page, question, Voice.PERSON, answer.person),
        practitioner=_voice(page, question, Voice.PRACTITIONER, answer.practitioner),
        standing=answer.standing,
        standings=_standings(page, question, answer),
    )


def _ask(page: Page, question: Question) -> str:
    """Return the question, in plainer words for the person where it is a judgement about them."""
    if page.is_turned and question.part is Part.LINK:
        return _JUDGED_PLAINLY[question.id.rpartition(".")[2]]
    return question.ask.format(name=page.first)


def _is_for_both(card: QuestionCard) -> bool:
    """Return whether a question is on the turned screen: asked of the person, or a judgement that was made."""
    said = card.practitioner is not None and not card.practitioner.said.is_empty
    return not card.only_practitioner or (card.is_link and said)


def _voice(page: Page, question: Question, voice: Voice, said: Said) -> VoiceCard | None:
    if not is_asked(question, voice) or (page.is_turned and voice is Voice.PRACTITIONER and said.apart):
        return None
    place = (question.id, voice)
    said = page.typed.get(place, said)
    return VoiceCard(
        voice=voice.value,
        title=_title(page, voice),
        field=field_name(place),
        said=said,
        options=tuple(OptionBox(o.id, o.says, o.id in said.options) for o in question.options),
        chosen=tuple(option.says for option in question.options if option.id in said.options),
        is_carried=place in page.version.carried,
        error=page.errors.get(place, ""),
        two_texts=page.version.two_texts.get(place),
    )


def _told(page: Page, topic_id: str, voice: Voice) -> VoiceCard:
    place = (topic_id, voice)
    answer = page.version.told.get(topic_id, NOTHING)
    said = page.typed.get(place, answer.person if voice is Voice.PERSON else answer.practitioner)
    return VoiceCard(
        voice=voice.value, title=_title(page, voice), field=field_name(place), said=said, options=(), chosen=(),
        is_carried=place in page.version.carried, error=page.errors.get(place, ""),
        two_texts=page.version.two_texts.get(place),
    )  # fmt: skip


def _title(page: Page, voice: Voice) -> str:
    if voice is Voice.PERSON:
        return "You say" if page.is_turned else f"{page.first} says"
    return f"{page.version.practitioner}’s view"


def _standings(page: Page, question: Question, answer: Answer) -> tuple[tuple[str, str, bool], ...]:
    """Return what may be said of the two voices, with what is said now."""
    if question.who is Who.PRACTITIONER:
        return ()
    possible = [s for s in Standing if s.is_without_the_person or question.who is Who.BOTH]
    return tuple(
        (s.value, say_standing(s, first=page.first, to_person=page.is_turned), s is answer.person.standing)
        for s in possible
        if not (page.is_turned and s is Standing.NOT_PRESENT)
    )
