"""Two voices to each answer. Where they differ, both stay: nothing here makes one out of two."""

from dataclasses import dataclass, field
from enum import StrEnum

from alongside.domain.assessment.definition import Kind, Part, Question, Who, load_adversity

LONGEST = 10_000
# What support was offered when somebody told what happened to them: the practitioner's to write.
SUPPORT = "adversity.support"


class Voice(StrEnum):
    """Whose words they are."""

    PERSON = "person"
    PRACTITIONER = "practitioner"


class Standing(StrEnum):
    """How the two voices of one answer stand to each other, or why the person's is missing."""

    AGREE = "agree"
    DIFFER = "differ"
    COULD_NOT_ANSWER = "could_not_answer"
    DECLINED = "declined"
    NOT_PRESENT = "not_present"

    @property
    def is_without_the_person(self) -> bool:
        """Return whether it says why the person gave no answer."""
        return self not in {Standing.AGREE, Standing.DIFFER}


@dataclass(frozen=True, slots=True)
class Said:
    """What one voice said. source is where the practitioner has it from.

    standing is kept with the person's side. apart: the practitioner's view, kept off the turned screen and the copy,
    because reading it could put somebody else at risk.
    """

    options: tuple[str, ...] = ()
    words: str = ""
    source: str = ""
    standing: Standing | None = None
    apart: bool = False

    @property
    def is_empty(self) -> bool:
        """Return whether nothing was chosen and nothing written."""
        return not self.options and not self.words.strip()


@dataclass(frozen=True, slots=True)
class Answer:
    """Both voices of one answer."""

    person: Said = field(default_factory=Said)
    practitioner: Said = field(default_factory=Said)

    @property
    def standing(self) -> Standing | None:
        """Return how the two stand to each other, or None while that is not said.

        Two different choices are a difference, whatever else was ticked. The same choice is agreement unless somebody
        said that it is seen differently all the same.
        """
        if self.person.is_empty:
            said = self.person.standing
            return said if said and said.is_without_the_person else None
        if self.practitioner.is_empty:
            return None
        chosen, seen = set(self.person.options), set(self.practitioner.options)
        if chosen and seen and chosen != seen:
            return Standing.DIFFER
        if self.person.standing in {Standing.AGREE, Standing.DIFFER}:
            return self.person.standing
        return Standing.AGREE if chosen and chosen == seen else None


class TooLong(Exception):
    """More than LONGEST characters in one text."""


def clean_said(question: Question, voice: Voice, said: Said) -> Said:
    """Return what may be kept of what was sent: known options, one of them unless several are asked for, no blank edges.

    Words are kept as they were typed but for blanks around them. A voice that is not asked says nothing. Raises TooLong.
    """
    if len(said.words) > LONGEST or len(said.source) > LONGEST:
        raise TooLong
    if not is_asked(question, voice):
        return Said()
    known = [option.id for option in question.options if option.id in said.options]
    options = tuple(known if question.kind is Kind.SEVERAL else known[:1])
    is_person = voice is Voice.PERSON
    return Said(
        options=options,
        words=said.words.strip(),
        source="" if is_person else said.source.strip(),
        standing=said.standing if is_person else None,
        apart=not is_person and said.apart,
    )


def is_asked(question: Question, voice: Voice) -> bool:
    """Return whether this voice is asked this question."""
    return question.who in {Who.BOTH, Who(voice.value)}


def is_answered(question: Question, answer: Answer) -> bool:
    """Return whether nothing is open: each voice that is asked has spoken, or it is said why the person has not.

    A judgement of what something is linked to needs its reason.
    """
    person = not answer.person.is_empty or answer.standing is not None
    practitioner = not answer.practitioner.is_empty
    if question.part is Part.LINK:
        return bool(answer.practitioner.options and answer.practitioner.words)
    return (person or not is_asked(question, Voice.PERSON)) and (
        practitioner or not is_asked(question, Voice.PRACTITIONER)
    )


def clean_told(topic_id: str, voice: Voice, said: Said) -> Said | None:
    """Return what may be kept of what was told about what happened to the person: words, and nothing to choose.

    The person tells, the practitioner keeps what support was offered. None for a topic that does not exist. Raises
    TooLong.
    """
    if len(said.words) > LONGEST:
        raise TooLong
    told = {topic.id for topic in load_adversity().topics}
    known = topic_id in told if voice is Voice.PERSON else topic_id == SUPPORT
    return Said(words=said.words.strip()) if known else None


def join_said(question: Question | None, first: Said, second: Said) -> Said:
    """Return both texts, one after the other, so that no word is lost. Of two different choices the first is kept."""
    both = tuple(dict.fromkeys((*first.options, *second.options)))
    is_several = question is not None and question.kind is Kind.SEVERAL
    return Said(
        options=both if is_several else both[:1],
        words=_joined(first.words, second.words, "\n\n"),
        source=_joined(first.source, second.source, ". "),
        standing=first.standing or second.standing,
        apart=first.apart or second.apart,
    )


def _joined(first: str, second: str, between: str) -> str:
    return between.join(dict.fromkeys(text for text in (first, second) if text))
