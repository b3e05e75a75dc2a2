"""Reads what a form of an assessment sends: each voice of each answer, and which text the form had been shown."""

import json
import re
from collections.abc import Mapping

from django.http import QueryDict

from alongside.casework.assessment.loading import Place
from alongside.casework.assessment.saving import Sent
from alongside.domain.assessment import Said, Standing, Voice

FIELD = re.compile(r"said-(?P<question>[a-z_]{1,30}\.[a-z_]{1,30})-(?P<voice>person|practitioner)-words")
TAB = re.compile(r"[0-9a-f]{32}")
Marks = Mapping[Place, tuple[int, str]]


def field_name(place: Place, part: str = "words") -> str:
    """Return the name of a field: the question, the voice and the part."""
    return f"said-{place[0]}-{place[1].value}-{part}"


def read_sent(posted: QueryDict) -> list[Sent]:
    """Return what each voice on the page said. A voice without a box on the page is not in it."""
    marks = read_marks(posted.get("revision", ""))
    found = [FIELD.fullmatch(name) for name in posted]
    places = [(match["question"], Voice(match["voice"])) for match in found if match]
    return [_sent(posted, place, *marks.get(place, (0, ""))) for place in places]


def read_tab(posted: QueryDict) -> str:
    """Return which tab sent it; nothing for what cannot be one."""
    tab = posted.get("tab", "")
    return tab if TAB.fullmatch(tab) else ""


def write_marks(marks: Marks) -> str:
    """Return the marks of the texts on a page as one hidden field."""
    return json.dumps({f"{place[0]}-{place[1].value}": mark for place, mark in marks.items()}, separators=(",", ":"))


def read_marks(text: str) -> dict[Place, tuple[int, str]]:
    """Return the marks of a hidden field; none for what makes no sense, which then counts as never shown."""
    try:
        return {
            (key.rpartition("-")[0], Voice(key.rpartition("-")[2])): (int(revision), str(mark))
            for key, (revision, mark) in json.loads(text).items()
        }
    except (ValueError, TypeError, AttributeError):
        return {}


def _sent(posted: QueryDict, place: Place, revision: int, mark: str) -> Sent:
    standing = posted.get(field_name(place, "standing"), "")
    said = Said(
        options=tuple(posted.getlist(field_name(place, "options"))),
        # A browser sends every line break as two characters.
        words=posted.get(field_name(place), "").replace("\r\n", "\n"),
        source=posted.get(field_name(place, "source"), ""),
        standing=Standing(standing) if standing in set(Standing) else None,
        apart=posted.get(field_name(place, "apart")) == "on",
    )
    return Sent(*place, said, revision, mark)
