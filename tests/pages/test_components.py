"""Our components against the examples that GOV.UK Frontend publishes with its own templates."""

import html
import json
import re
from pathlib import Path

from alongside.pages.layout.components import render_component

COMPONENTS = Path(__file__).parent.parent.parent / "frontend/node_modules/govuk-frontend/dist/govuk/components"
USED = [
    "back-link", "button", "checkboxes", "date-input", "details", "error-message", "error-summary", "fieldset", "file-upload",
    "hint", "input", "inset-text", "label", "pagination", "password-input", "radios", "select", "service-navigation", "skip-link",
    "summary-list", "table", "textarea", "warning-text",
]  # fmt: skip


def examples() -> list[tuple[str, str, dict, str]]:
    """Every published example of a component we use. They come with the packages that the styles are built from."""
    found = []
    for component in USED:
        path = COMPONENTS / component / "fixtures.json"
        fixtures = json.loads(path.read_text())["fixtures"] if path.exists() else []
        found += [(component, one["name"], one["options"], one["html"]) for one in fixtures]
    return found


def plain(text: str) -> str:
    """The same HTML without differences of white space and of how a character is written."""
    text = html.unescape(re.sub(r"\s+", " ", text))
    return re.sub(r"\s*([<>/=\"])\s*", r"\1", text).strip()


def test_the_examples_are_there():
    assert len(examples()) > 300, "build the styles first: python frontend/build.py"


def test_components_are_written_as_gov_uk_writes_them():
    wrong = [
        (component, name)
        for component, name, options, expected in examples()
        if plain(render_component(component, options)) != plain(expected)
    ]
    assert wrong == []
