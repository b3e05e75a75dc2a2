"""G33: no predictor starts, blocks, orders or colours anything: nothing but its own page and command reads a figure."""

from pathlib import Path

import grimp
import pytest
from django.apps import apps

import alongside

ROOT = Path(alongside.__file__).parent
MAY_READ = ("alongside.domain.risk", "alongside.casework.risk", "alongside.pages.risk", "alongside.commands.risk")
# It fills in the forms of made-up people, and reads no result: the operations it calls return none.
FILLS_IN = "alongside.casework.demo.figures"
TABLES = {"PredictorHistory", "PredictorDraft", "Calculation", "Judgement", "FigureOffer"}
# Only for their columns to be classified, and for tables to be found.
# Copies for the person name every table to read it, and erasing names every table to empty it. Neither decides anything by it.
# Holding apart names them to take figures out of use, and reads no result.
NAMES_THE_TABLES = {
    "casework/subject_access/sources.py", "casework/retention/tables.py", "records/risk.py", "records/models.py",
    "records/classes.py", "casework/held_apart/tables.py", "casework/held_apart/for_workers.py",
}  # fmt: skip


@pytest.fixture(scope="module")
def graph():
    return grimp.build_graph("alongside")


@pytest.mark.parametrize("figures", ["alongside.domain.risk", "alongside.casework.risk", "alongside.records.risk"])
def test_nothing_but_the_pages_and_the_command_of_the_predictors_reads_them(graph, figures):
    modules = {figures, *graph.find_descendants(figures)}
    readers = {reader for module in modules for reader in graph.find_modules_that_directly_import(module)}
    others = {name for name in readers if not name.startswith((*MAY_READ, "alongside.records"))}
    assert others <= {FILLS_IN}, "a figure could start, block, order or colour something there"


def test_the_made_up_people_get_figures_and_nothing_reads_them_there(graph):
    assert "alongside.casework.risk.queries" not in graph.find_upstream_modules(FILLS_IN)


def test_no_other_table_points_to_a_figure():
    pointing = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("records").get_models()
        for field in model._meta.concrete_fields
        if field.related_model and field.related_model.__name__ in TABLES
    }
    assert pointing == {"Judgement.calculation", "FigureOffer.calculation"}


def test_the_tables_of_figures_are_asked_by_nobody_else():
    named = set()
    for path in ROOT.rglob("*.py"):
        place = str(path.relative_to(ROOT))
        if "migrations" not in place and not place.startswith(("domain/", "casework/risk/")):
            text = path.read_text()
            if any(f"{table}.objects" in text or f'"{table}"' in text for table in TABLES):
                named.add(place)
    assert named <= NAMES_THE_TABLES


def test_no_page_takes_a_class_a_colour_or_an_order_from_a_band():
    for template in (ROOT / "pages" / "risk" / "templates").rglob("*.html"):
        text = template.read_text()
        assert "band" not in text, template.name
        assert "dictsort" not in text, template.name
