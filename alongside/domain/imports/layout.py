"""The four kinds of file and their columns. docs/import.md says the same, and a test compares the two."""

from dataclasses import dataclass
from enum import StrEnum

WORDS, LONG_WORDS = 120, 500


class FileKind(StrEnum):
    """What the rows of a table are about, in the order in which they are read and written."""

    PRACTITIONERS = "practitioners"
    PEOPLE = "people"
    RELATIONSHIPS = "relationships"
    SESSIONS = "sessions"


@dataclass(frozen=True)
class Column:
    """One column: its heading, whether a row may leave it empty, how long it may be, and two examples."""

    name: str
    required: bool
    example: str
    says: str
    longest: int = WORDS


ID_SCHEME = Column("id_scheme", True, "CRN", "Whose number it is: CRN, NOMS, or a word of your own", 20)
ID_NUMBER = Column("id_number", True, "X123456", "The number", 40)

PEOPLE = (
    ID_SCHEME,
    ID_NUMBER,
    Column("given_names", True, "Tomos Rhys", "First and middle names"),
    Column("family_name", True, "Bevan", "Family name"),
    Column("preferred_name", False, "Tom", "What they like to be called"),
    Column("said_as", False, "TOM-oss", "How the name is said"),
    Column("pronouns", False, "he, him", "As the person gave them", 40),
    Column("born_on", False, "01/03/1999", "Date of birth"),
    Column("jurisdiction", True, "England and Wales", "England and Wales, Scotland or Northern Ireland", 40),
    Column("is_child", False, "no", "yes or no. Left empty, it is worked out from the date of birth", 5),
    Column("languages", False, "Welsh and English", "A short sentence", LONG_WORDS),
    Column("communication", False, "Large print", "A short sentence", LONG_WORDS),
    Column("access", False, "Ground floor room", "A short sentence", LONG_WORDS),
    Column("to_know", False, "Works nights", "A short sentence", LONG_WORDS),
    Column("supervision_kind", False, "order", "order, licence or agreement", 20),
    Column("supervision_title", False, "Community order, 18 months", "What it is called"),
    Column("supervision_starts_on", False, "01/04/2026", "First day"),
    Column("supervision_ends_on", False, "30/09/2027", "Last day"),
    Column("practitioner", False, "ruth@example.org", "Who works with them, by work address. Administrators only", 254),
    Column("practitioner_from", False, "04/05/2026", "First day with them. Left empty, the day of publishing"),
)
PRACTITIONERS = (
    Column("address", True, "ruth@example.org", "The work e-mail address they sign in with", 254),
    Column("name", True, "Ruth Adeyemi", "As colleagues know them"),
    Column("roles", False, "practitioner", "practitioner, supervisor, or both with a semicolon between", 60),
    Column("team", False, "Cardiff East", "A team that is not there yet is made"),
    Column("supervisor", False, "marian@example.org", "Their supervisor, by work address", 254),
)
RELATIONSHIPS = (
    ID_SCHEME,
    ID_NUMBER,
    Column("practitioner", True, "ruth@example.org", "By work address", 254),
    Column("kind", True, "allocated", "allocated or co-worker", 20),
    Column("starts_on", True, "04/05/2026", "First day"),
    Column("ends_on", False, "", "Last day. Left empty while they work together"),
)
SESSIONS = (
    ID_SCHEME,
    ID_NUMBER,
    Column("practitioner", True, "ruth@example.org", "By work address", 254),
    Column("date", True, "11/05/2026", "The day"),
    Column("time", True, "14:30", "Hours and minutes, 24-hour clock, London time", 8),
    Column("minutes", False, "45", "How long, from 5 to 480. Left empty, 45", 4),
    Column("place", False, "Cardiff office", "Where", 80),
    Column("attendance", False, "planned", "planned, attended, missed or cancelled. Left empty, planned", 20),
)
LAYOUTS: dict[FileKind, tuple[Column, ...]] = {
    FileKind.PRACTITIONERS: PRACTITIONERS,
    FileKind.PEOPLE: PEOPLE,
    FileKind.RELATIONSHIPS: RELATIONSHIPS,
    FileKind.SESSIONS: SESSIONS,
}
ONLY_FOR_ADMINISTRATORS = frozenset({"practitioner", "practitioner_from"})


def template_columns(kind: FileKind, *, own_people: bool) -> list[str]:
    """Return the headings of an empty file. A practitioner's own people need no practitioner column."""
    hidden = ONLY_FOR_ADMINISTRATORS if own_people else frozenset()
    return [column.name for column in LAYOUTS[kind] if column.name not in hidden]
