"""The limits of confidentiality in both languages, each wording with its version.

A change of wording is a new version, added after the others. What was shown to somebody is kept by version and language, so an
old version is never edited or taken out: a test knows each by its digest.
"""

from dataclasses import dataclass
from enum import StrEnum

from alongside.domain.questionnaires.definition import Language

WRITTEN = "written, awaiting trial with people who read it"
AWAITING_REVIEW = "awaiting a fluent reviewer"


class Limit(StrEnum):
    """What a text is about."""

    CHECK_IN = "check_in"
    NOTE = "note"
    REFLECTION = "reflection"
    SEALED_NOTE = "sealed_note"
    FIRST_MEETING = "first_meeting"


@dataclass(frozen=True, slots=True)
class Example:
    """What somebody might tell, and what happens then."""

    told: str
    then: str


@dataclass(frozen=True, slots=True)
class LimitText:
    """One wording in one language. status says how far it has been checked. examples: where they are said aloud."""

    limit: Limit
    version: str
    language: Language
    sentences: tuple[str, ...]
    status: str
    examples: tuple[Example, ...] = ()

    @property
    def text(self) -> str:
        """Return the sentences as one paragraph."""
        return " ".join(self.sentences)

    @property
    def is_reviewed(self) -> bool:
        """Return whether a fluent reader has checked the wording."""
        return self.status != AWAITING_REVIEW


_FIRST: dict[Limit, dict[Language, tuple[str, ...]]] = {
    Limit.CHECK_IN: {
        Language.ENGLISH: (
            "A low mark is fine.",
            "Alongside never uses it to decide a warning, a recall or your risk.",
            "A court can order us to show it, and if you write that someone is in danger, we must act.",
        ),
        Language.WELSH: (
            "Mae marc isel yn iawn.",
            "Nid yw Alongside byth yn ei ddefnyddio i benderfynu ar rybudd, galw'n ôl na'ch risg.",
            "Gall llys ein gorchymyn i'w ddangos, ac os ysgrifennwch fod rhywun mewn perygl, rhaid i ni weithredu.",
        ),
    },
    Limit.NOTE: {
        Language.ENGLISH: (
            "The person can ask to read this note.",
            "A court can order us to show it.",
            "If it says that someone is in danger, we must act.",
        ),
        Language.WELSH: (
            "Gall y person ofyn am gael darllen y nodyn hwn.",
            "Gall llys ein gorchymyn i'w ddangos.",
            "Os yw'n dweud bod rhywun mewn perygl, rhaid i ni weithredu.",
        ),
    },
    Limit.REFLECTION: {
        Language.ENGLISH: (
            "Colleagues and managers cannot open this.",
            "An access request or a court may.",
        ),
        Language.WELSH: (
            "Ni all cydweithwyr na rheolwyr agor hwn.",
            "Gall cais am fynediad neu lys wneud hynny.",
        ),
    },
    Limit.SEALED_NOTE: {
        Language.ENGLISH: (
            "Only the people named here can open this note.",
            "An access request or a court may.",
            "If it says that someone is in danger, we must act.",
        ),
        Language.WELSH: (
            "Dim ond y bobl a enwir yma all agor y nodyn hwn.",
            "Gall cais am fynediad neu lys wneud hynny.",
            "Os yw'n dweud bod rhywun mewn perygl, rhaid i ni weithredu.",
        ),
    },
    Limit.FIRST_MEETING: {
        Language.ENGLISH: (
            "Most of what you tell me stays with me and my team.",
            "A few things I cannot keep to myself, and I want you to know them first.",
            "I write notes, and you can ask to read them.",
            "A court can order us to show them.",
        ),
        Language.WELSH: (
            "Mae'r rhan fwyaf o'r hyn a ddywedwch wrthyf yn aros gyda mi a'm tîm.",
            "Mae ambell beth na allaf ei gadw i mi fy hun, ac rwyf am i chi eu gwybod yn gyntaf.",
            "Rwy'n ysgrifennu nodiadau, a gallwch ofyn am gael eu darllen.",
            "Gall llys ein gorchymyn i'w dangos.",
        ),
    },
}
_FIRST_EXAMPLES: dict[Limit, dict[Language, tuple[Example, ...]]] = {
    Limit.FIRST_MEETING: {
        Language.ENGLISH: (
            Example(
                "You rowed with your mum and stayed out all night.",
                "It stays with us. It may be in my note, and you can ask to read that.",
            ),
            Example(
                "You drank, and your order says you must not.",
                "I have to act on it. I tell you what I will do, and why, before I do it.",
            ),
            Example(
                "A child is being hurt, or you plan to hurt somebody or yourself.",
                "I have to tell somebody today. You hear it from me first, if that is safe.",
            ),
        ),
        Language.WELSH: (
            Example(
                "Fe wnaethoch chi ffraeo gyda'ch mam ac aros allan drwy'r nos.",
                "Mae'n aros gyda ni. Gall fod yn fy nodyn, a gallwch ofyn am gael darllen hwnnw.",
            ),
            Example(
                "Fe wnaethoch chi yfed, ac mae eich gorchymyn yn dweud na chewch chi.",
                "Rhaid i mi weithredu. Byddaf yn dweud wrthych beth fyddaf yn ei wneud, a pham, cyn ei wneud.",
            ),
            Example(
                "Mae plentyn yn cael ei frifo, neu rydych yn bwriadu brifo rhywun neu chi'ch hun.",
                "Rhaid i mi ddweud wrth rywun heddiw. Byddwch yn ei glywed gen i yn gyntaf, os yw hynny'n ddiogel.",
            ),
        ),
    },
}
_STATUS = {Language.ENGLISH: WRITTEN, Language.WELSH: AWAITING_REVIEW}


def _version(
    version: str,
    words: dict[Limit, dict[Language, tuple[str, ...]]],
    examples: dict[Limit, dict[Language, tuple[Example, ...]]],
) -> list[LimitText]:
    return [
        LimitText(limit, version, language, sentences, _STATUS[language], examples.get(limit, {}).get(language, ()))
        for limit, by_language in words.items()
        for language, sentences in by_language.items()
    ]


# Every wording there ever was, the oldest first. A version may hold some of the limits only.
_TEXTS: tuple[LimitText, ...] = (*_version("1", _FIRST, _FIRST_EXAMPLES),)


def limit_text(limit: Limit, *, language: str) -> LimitText:
    """Return today's wording for a language code such as "en-gb" or "cy". Raises LanguageNotFound for any other."""
    chosen = Language.of(language)
    return [text for text in _TEXTS if text.limit is limit and text.language is chosen][-1]


def limit_text_as_shown(limit: Limit, *, language: str, version: str) -> LimitText | None:
    """Return the wording that somebody was shown, by its version, or None. Raises LanguageNotFound."""
    chosen = Language.of(language)
    shown = (text for text in _TEXTS if (text.limit, text.language, text.version) == (limit, chosen, version))
    return next(shown, None)


def has_newer(limit: Limit, *, version: str) -> bool:
    """Return whether the wording has changed since this version, so that it should be gone through again."""
    return limit_text(limit, language=Language.ENGLISH.value).version != version


def list_limit_texts() -> list[LimitText]:
    """Return today's wording of every limit in every language, for checks and for the page that explains them."""
    return [limit_text(limit, language=language.value) for limit in Limit for language in Language]


def list_every_version() -> tuple[LimitText, ...]:
    """Return every wording there ever was, for checks."""
    return _TEXTS
