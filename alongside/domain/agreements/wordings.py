"""The words each matter is asked in, kept by version and language, and the law beside them.

A wording is never changed in place: a better one is the next version, and what somebody said yes to is found again by
its version. The legal basis is a separate line. Most of what a service does with a record rests on a public task and not
on agreement, and to ask for a yes there would promise a choice that is none.
"""

from dataclasses import dataclass

from alongside.domain.agreements.matters import Matter
from alongside.domain.questionnaires.definition import Language


@dataclass(frozen=True, slots=True)
class Wording:
    """What is asked, in one language, in one version."""

    matter: Matter
    version: str
    language: Language
    text: str


@dataclass(frozen=True, slots=True)
class Basis:
    """What the law says of a matter, and where. needs_yes: nothing is done without a yes."""

    text: str
    source: str
    needs_yes: bool


_EN, _CY = Language.ENGLISH, Language.WELSH
_WORDINGS: tuple[Wording, ...] = (
    Wording(Matter.SHARING, "1", _EN, "May I tell them what we just wrote down, and no more than that?"),
    Wording(Matter.SHARING, "1", _CY, "Ga i ddweud wrthyn nhw yr hyn rydym newydd ei ysgrifennu, a dim mwy?"),
    Wording(
        Matter.EVALUATION, "1", _EN,
        "May your answers be used to find out if this service helps? Nobody there will see your name.",
    ),
    Wording(
        Matter.EVALUATION, "1", _CY,
        "A gawn ni ddefnyddio eich atebion i weld a yw'r gwasanaeth hwn yn helpu? Fydd neb yno yn gweld eich enw.",
    ),
    Wording(Matter.TEXT, "1", _EN, "May we send you text messages? They never say a name or a place."),
    Wording(Matter.TEXT, "1", _CY, "A gawn ni anfon negeseuon testun atoch? Dydyn nhw byth yn dweud enw na lle."),
    Wording(Matter.INTERPRETER, "1", _EN, "May an interpreter sit with us? They hear what we both say."),
    Wording(Matter.INTERPRETER, "1", _CY, "Gaiff cyfieithydd eistedd gyda ni? Maen nhw'n clywed yr hyn rydym ni'n ei ddweud."),
    Wording(Matter.FAMILY, "1", _EN, "Do you want them to come along? They hear what we both say."),
    Wording(Matter.FAMILY, "1", _CY, "Ydych chi am iddyn nhw ddod gyda chi? Maen nhw'n clywed yr hyn rydym ni'n ei ddweud."),
    Wording(Matter.PHOTOGRAPHS, "1", _EN, "May we take a photo of you? We say now what it is for and who will see it."),
    Wording(Matter.PHOTOGRAPHS, "1", _CY, "A gawn ni dynnu llun ohonoch? Rydym yn dweud nawr i beth mae e a phwy fydd yn ei weld."),
)  # fmt: skip
_TASK = "UK GDPR, Article 6(1)(e); Data Protection Act 2018, section 8, or section 35 for law enforcement"
_BASIS = {
    Matter.SHARING: Basis(
        "Ask, and pass it on with a yes. Where a law obliges or allows it without one (safeguarding, serious harm, a court, "
        "MAPPA), that law is the ground and agreement is not: say so, and do not ask for a yes that would change nothing.",
        _TASK,
        needs_yes=False,
    ),
    Matter.EVALUATION: Basis(
        "Taking part is free. Figures the service must keep for its own task rest on that task, and not on this yes.",
        "UK GDPR, Articles 6(1)(a) and 89",
        needs_yes=True,
    ),
    Matter.TEXT: Basis(
        "Keeping in touch is part of the public task. By which way is the person’s choice, so texts need a yes.",
        _TASK,
        needs_yes=True,
    ),
    Matter.INTERPRETER: Basis(
        "An interpreter is offered as part of the public task. Who sits in the room is the person’s choice.",
        "Equality Act 2010, section 149",
        needs_yes=True,
    ),
    Matter.FAMILY: Basis(
        "Nobody close to a person is owed a seat. They come when the person wants them, and only then.",
        "UK GDPR, Article 6(1)(a)",
        needs_yes=True,
    ),
    Matter.PHOTOGRAPHS: Basis(
        "A photo that an order or the law asks for rests on that law. Say so, and do not ask for a yes. Any other needs one.",
        "UK GDPR, Article 6(1)(a)",
        needs_yes=True,
    ),
}


def current_wording(matter: Matter, *, language: str) -> Wording:
    """Return the words a matter is asked in today, for a language code such as "en-gb" or "cy". Raises LanguageNotFound."""
    chosen = Language.of(language)
    return [w for w in _WORDINGS if w.matter is matter and w.language is chosen][-1]


def find_wording(matter: Matter, version: str, *, language: str) -> Wording | None:
    """Return the words of one version, or None. Raises LanguageNotFound."""
    chosen = Language.of(language)
    found = (w for w in _WORDINGS if (w.matter, w.version, w.language) == (matter, version, chosen))
    return next(found, None)


def list_wordings() -> tuple[Wording, ...]:
    """Return every wording there ever was, for checks."""
    return _WORDINGS


def basis_of(matter: Matter) -> Basis:
    """Return what the law says of a matter, in plain words with its source."""
    return _BASIS[matter]
