"""A module is refused with its file and field, a service brings its own and hides ours, and what was begun goes on."""

import re
from datetime import date
from pathlib import Path

import pytest

from alongside.domain.skills import ContentBroken, make_library, read_module, shipped_modules
from tests.domain.skills.made_up import FILE, MODULE, changed, module

# What is changed in the file, and where the error says that it is wrong.
WRONG = [
    ({"title": None}, "title"),
    ({"title": '"  "'}, "title"),
    ({"family": '"juggling"'}, "family"),
    ({"id": '"Queueing Up"'}, "id"),
    ({"review_on": '"2027-01-31"'}, "review_on"),
    ({"reading_age": "14"}, "reading_age"),
    ({"involves_partner": '"no"'}, "involves_partner"),
    ({"areas": '["weather"]'}, "suits, areas"),
    ({"answers": '{ "thinking.anger" = ["furious"] }'}, "suits, answers, thinking.anger"),
    ({"answers": '{ "relationships.abuse" = ["yes"] }'}, "suits, answers, relationships.abuse"),
    ({"not_when": "[]"}, "practitioner, not_when"),
    ({"minutes": "0"}, "exercise 1, minutes"),
    ({"say": '["", "b"]'}, "exercise 1, say"),
    ({"keep": '["where", "nowhere"]'}, "exercise 1, keep"),
    ({"card": '["seen"]'}, "exercise 1, card"),
    ({"kind": '"song"'}, "exercise 1, field 1, kind"),
    ({"key": '"Where it is"'}, "exercise 1, field 1, key"),
    ({"label": '"a"\napart = true'}, "exercise 1, field 1, apart"),
    ({"keep": '["where", "seen"]', "voice": '"practitioner"\napart = true'}, "exercise 1, keep"),
    ({"low": None}, "exercise 1, field 2, low"),
    ({"options": '[{ id = "sing", says = "Singing" }]'}, "exercise 1, field 3, options"),
    ({"starts_from": '"wait.where"'}, "exercise wait, where"),
    ({"rows": '["Stay"]'}, "exercise 2, field 3, columns"),
    ({"materials": '["A queue"]\nmateriel = []'}, "materiel"),
    ({"most": "2\nmots = 3"}, "exercise 2, field 2, mots"),
]


@pytest.mark.parametrize(("changes", "where"), WRONG, ids=[where for _, where in WRONG])
def test_what_is_wrong_is_said_with_its_file_and_field(changes, where):
    with pytest.raises(ContentBroken) as wrong:
        module(**changes)
    assert (wrong.value.file, wrong.value.where) == (FILE, where)
    assert str(wrong.value).startswith(f"{FILE}: {where}: ")


def test_a_file_that_is_no_toml_and_a_module_of_one_exercise_are_refused():
    with pytest.raises(ContentBroken, match="not TOML"):
        read_module("id = ", file=FILE)
    one = MODULE[: MODULE.rindex("[[exercise]]")]
    with pytest.raises(ContentBroken, match="2 to 4 exercises"):
        read_module(one, file=FILE)


def test_a_service_brings_its_own_modules_and_hides_ours():
    library = make_library(own={FILE: MODULE}, hidden={"cheap-meals"})
    offered = {found.id for found in library.offered}
    assert offered == {found.id for found in shipped_modules()} - {"cheap-meals"} | {"queueing"}
    assert library.find("queueing").author == "A team in Swansea"
    families = [found.family for found in library.offered]
    assert families == sorted(families, key=list(dict.fromkeys(families)).index), "one family after the other"


def test_whoever_is_in_a_module_that_is_hidden_goes_on_with_it_and_nobody_new_begins():
    library = make_library(hidden={"cheap-meals", "no-such-module"})
    assert library.find("cheap-meals").title == "Three cheap meals"
    assert library.is_withdrawn("cheap-meals")
    assert library.is_withdrawn("gone-altogether")
    assert not library.is_withdrawn("phone-calls")


def test_an_id_of_ours_or_one_that_is_twice_is_refused():
    with pytest.raises(ContentBroken, match="is a module of ours"):
        make_library(own={FILE: changed(id='"cheap-meals"')})
    with pytest.raises(ContentBroken, match="another file has the id"):
        make_library(own={"a.toml": MODULE, "b.toml": MODULE})


def test_a_module_is_due_for_review_on_its_day_unless_it_is_hidden():
    own, day = {FILE: MODULE}, date(2027, 1, 31)
    assert [found.id for found in make_library(own=own).due_for_review(day)] == ["queueing"]
    assert make_library(own=own).due_for_review(date(2027, 1, 30)) == ()
    assert make_library(own=own, hidden={"queueing"}).due_for_review(day) == ()


def test_the_module_that_the_documentation_shows_can_be_used():
    page = (Path(__file__).parents[3] / "docs" / "skills.md").read_text(encoding="utf-8")
    shown = re.search(r"```toml\n(.*?)```", page, re.DOTALL)
    assert make_library(own={"shown.toml": shown[1]}).find("waiting-rooms").minutes == 15
