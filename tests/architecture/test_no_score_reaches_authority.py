"""G33: no path leads from what people said about the relationship to a use of authority: by imports, names and a trace."""

import ast
from pathlib import Path

import grimp
import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

import alongside
from alongside.access.actors import actor_for
from alongside.casework.absences.operations import Written, say_worried, write_about_absence
from alongside.casework.absences.queries import get_absence
from alongside.casework.power_events.conversations import list_repair_conversations_due, record_conversation
from alongside.casework.power_events.operations import Explanation, explain_power_event, record_power_event
from alongside.domain.absences import Decision
from alongside.domain.power_events import Outcome
from alongside.domain.strains import PowerEventKind
from tests.cast import make_cast
from tests.strain_story import NEXT_DAY, make_dip, meet

ROOT = Path(alongside.__file__).parent
# Where authority is used, and where it is decided whether an absence is excused.
AUTHORITY = [
    "alongside.casework.power_events", "alongside.records.power_events", "alongside.domain.power_events",
    "alongside.casework.absences", "alongside.records.absences", "alongside.domain.absences",
]  # fmt: skip
SAID = [
    "alongside.casework.check_ins", "alongside.casework.episodes", "alongside.casework.caseload",
    "alongside.casework.my_side", "alongside.casework.promises", "alongside.domain.promises", "alongside.records.promises",
    "alongside.domain.change", "alongside.domain.questionnaires",
    "alongside.domain.strains.detection", "alongside.domain.strains.history", "alongside.domain.strains.repair",
    "alongside.domain.strains.line", "alongside.domain.strains.prompts", "alongside.records.check_ins", "alongside.records.episodes",
    "alongside.records.state",
    # A no costs nothing: nothing that uses authority can so much as ask whether there was one.
    "alongside.casework.agreements", "alongside.domain.agreements", "alongside.records.agreements",
    "alongside.casework.passing_on", "alongside.domain.passing_on", "alongside.records.passing_on",
]  # fmt: skip
# Tables that hold what was said or what was made of it.
AUTHORITY_TABLES = {"PowerEvent", "RepairConversation", "Absence", "AbsenceStep"}
SAID_TABLES = {
    "Agreement",
    "AgreementAnswer",
    "PassedOn",
    "PassedOnStep",
    "Promise",
    "PromiseStep",
    "CheckIn",
    "PractitionerRating",
    "Episode",
    "EpisodeStep",
    "HelpAnswer",
    "CaseloadState",
    "PooledSpread",
}
# Words of enforcement in the name of a column. The one table of authority is PowerEvent.
WORDS = ("level", "tier", "recall", "breach", "warning", "enforce", "compliance", "sanction", "risk")
# Who may write a use of authority: the operation a practitioner calls, and the made-up service.
WRITERS = {"casework/power_events/operations.py", "casework/demo/rows.py"}


@pytest.fixture(scope="module")
def graph():
    return grimp.build_graph("alongside")


@pytest.mark.parametrize("said", SAID)
@pytest.mark.parametrize("authority", AUTHORITY)
def test_writing_down_a_use_of_authority_reaches_nothing_that_was_said(graph, authority, said):
    assert said in graph.modules, "a module was moved: say where it is now"
    chains = graph.find_shortest_chains(importer=authority, imported=said, as_packages=True)
    assert chains == set(), f"this imports what people said: {chains}"


# Who may know of a yes or a no at all. Whoever joins this list says why in a review: a refusal has no consequence.
KNOW_OF_AGREEMENTS = (
    "alongside.casework.agreements", "alongside.casework.passing_on", "alongside.casework.demo", "alongside.pages.agreements",
    "alongside.pages.passing_on", "alongside.pages.my_side",
)  # fmt: skip


def knows_of_agreements(graph):
    """Return the modules that import agreements and have no part in them."""
    inside = [m for m in graph.modules if m.startswith("alongside.casework.agreements")]
    found = {who for module in inside for who in graph.find_modules_that_directly_import(module)}
    return {who for who in found if not who.startswith(KNOW_OF_AGREEMENTS)}


def test_nobody_but_these_can_ask_whether_somebody_said_no(graph):
    assert knows_of_agreements(graph) == set()


def test_the_check_sees_a_refusal_that_leaks_into_authority():
    """A broken variant: the operation that records a use of authority reads what was agreed to."""
    broken = grimp.build_graph("alongside")
    authority, said = "alongside.casework.power_events.operations", "alongside.casework.agreements.loading"
    broken.add_import(importer=authority, imported=said)
    assert authority in knows_of_agreements(broken)
    importing = {"importer": "alongside.casework.power_events", "imported": "alongside.casework.agreements"}
    assert broken.find_shortest_chains(**importing, as_packages=True)


def test_no_table_has_a_column_of_enforcement():
    named = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("records").get_models()
        for field in model._meta.concrete_fields
        if any(word in field.name.lower() for word in WORDS)
    }
    assert named == set(), "a score could be written there: see product.md, rule 1"


def test_no_row_about_the_relationship_points_to_a_use_of_authority_or_back():
    models = {model.__name__: model for model in apps.get_app_config("records").get_models()}
    assert set(models) >= SAID_TABLES | AUTHORITY_TABLES
    for name in SAID_TABLES | AUTHORITY_TABLES:
        pointed = {f.related_model.__name__ for f in models[name]._meta.concrete_fields if f.related_model}
        assert not pointed & (AUTHORITY_TABLES if name in SAID_TABLES else SAID_TABLES), name


def test_a_use_of_authority_is_made_in_one_place():
    makers = {str(path.relative_to(ROOT)) for path in ROOT.rglob("*.py") if _makes_a_power_event(path)}
    assert makers == WRITERS


def _makes_a_power_event(path: Path) -> bool:
    """Whether this file takes the table of authority and calls it, or creates or updates rows of it."""
    text = path.read_text()
    if "records" not in text or "PowerEvent" not in text:
        return False
    tree = ast.parse(text)
    takes = any(
        isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("alongside.records")
        and any(alias.name in {"PowerEvent", "power_events"} for alias in node.names)
        for node in ast.walk(tree)
    )
    return takes and any(_makes_one(node) for node in ast.walk(tree) if isinstance(node, ast.Call))


def _makes_one(call: ast.Call) -> bool:
    said = ast.unparse(call.func)
    changes = (".create", ".bulk_create", ".update", ".get_or_create", ".update_or_create")
    table = said in {"PowerEvent", "power_events.PowerEvent"} and any(k.arg == "happened_on" for k in call.keywords)
    return table or ("PowerEvent.objects" in said and said.endswith(changes))


@pytest.mark.django_db
def test_a_low_mark_writes_nothing_but_what_was_said():
    cast = make_cast()
    with CaptureQueriesContext(connection) as caught:
        make_dip(cast)
    written = {_table(query["sql"]) for query in caught.captured_queries} - {""}
    assert written == {
        "records_session", "records_checkin", "records_capability", "records_episode", "records_caseloadstate",
        "ledger_entry", "ledger_entrysubject",
        "records_practitionerrating",  # the story skips the practitioner's own, so that nothing waits for it
    }  # fmt: skip


@pytest.mark.django_db
def test_deciding_about_an_absence_or_explaining_reads_nothing_that_was_said():
    """By a trace, after a low mark that opened a strain: no statement of these operations touches what was said."""
    cast = make_cast()
    make_dip(cast)
    by = {"by": actor_for(cast.practitioner), "at": NEXT_DAY}
    missed = meet(cast.practitioner, cast.person_id, NEXT_DAY, attendance="missed")
    with CaptureQueriesContext(connection) as caught:
        say_worried(session_id=missed.id, **by)
        write_about_absence(
            session_id=missed.id, written=Written(sought="No bus", decision=Decision.EXCUSED, why="No bus"), **by
        )
        get_absence(session_id=missed.id, viewer=by["by"], at=NEXT_DAY)
        event = record_power_event(
            person_id=cast.person_id, kind=PowerEventKind.WARNING, happened_on=NEXT_DAY.date(), line="", **by
        )
        explain_power_event(event_id=event, given=Explanation(NEXT_DAY.date(), "Why", "How"), **by)
        record_conversation(event_id=event, outcome=Outcome.DONE, on=None, words="", **by)
        list_repair_conversations_due(viewer=by["by"], at=NEXT_DAY)
    tables = {f"records_{name.lower()}" for name in SAID_TABLES}
    touched = {table for query in caught.captured_queries for table in tables if f'"{table}"' in query["sql"]}
    assert touched == set()
    assert len(caught.captured_queries) > 20


def _table(sql: str) -> str:
    """The table that a statement writes to, or nothing."""
    words = sql.replace('"', " ").split()
    if words[:2] in (["INSERT", "INTO"], ["DELETE", "FROM"]):
        return words[2]
    return words[1] if words[:1] == ["UPDATE"] else ""
