"""The limits of confidentiality in both languages, each wording with its version.

A change of wording is a new version. What was shown to somebody is kept by version and language, so an old version is
never edited.
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


@dataclass(frozen=True, slots=True)
class LimitText:
    """One wording in one language. status says how far it has been checked."""

    limit: Limit
    version: str
    language: Language
    sentences: tuple[str, ...]
    status: str

    @property
    def text(self) -> str:
        """Return the sentences as one paragraph."""
        return " ".join(self.sentences)

    @property
    def is_reviewed(self) -> bool:
        """Return whether a fluent reader has checked the wording."""
        return self.status != AWAITING_REVIEW


_WORDS: dict[Limit, dict[Language, tuple[str, ...]]] = {
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
}
_STATUS = {Language.ENGLISH: WRITTEN, Language.WELSH: AWAITING_REVIEW}
VERSION = "1"


def limit_text(limit: Limit, *, language: str) -> LimitText:
    """Return today's wording for a language code such as "en-gb" or "cy". Raises LanguageNotFound for any other."""
    chosen = Language.of(language)
    return LimitText(limit, VERSION, chosen, _WORDS[limit][chosen], _STATUS[chosen])


def list_limit_texts() -> list[LimitText]:
    """Return every wording in every language, for checks and for the page that explains them."""
    return [limit_text(limit, language=language.value) for limit in Limit for language in Language]
