"""Incidents on the screen: written down after a check, told, closed, and how far one reaches, for one role alone."""

from datetime import timedelta

import pytest

from alongside.access.actors import actor_for
from alongside.domain.exports import read_table
from alongside.ledger.models import Entry
from alongside.records.models import Exclusion, Incident, ReachQuery
from tests.cast import START

pytestmark = pytest.mark.django_db
TEXT = "A letter went next door"


def day(name, on, time):
    d, m, y = on
    return {f"{name}_on_day": d, f"{name}_on_month": m, f"{name}_on_year": y, f"{name}_time": time}


TYPED = {
    "title": "A letter to the wrong flat", "what": TEXT, "harms": ["confidentiality"], "how_aware": "The neighbour rang",
    "law": "general", "which": "A name", "risk": "none", "because": "It came back unopened", "measure": "", "consequences": "",
    "account": "", "roughly": "1", **day("since", (4, 5, 2026), "8:00"), **day("aware", (4, 5, 2026), "9:00"),
    "until_on_day": "", "until_on_month": "", "until_on_year": "", "until_time": "",
}  # fmt: skip
TOMOS = {
    "given_names": "Tomos", "family_name": "Bevan", "born_on_day": "1", "born_on_month": "3", "born_on_year": "1999",
    "scheme": "", "number": "",
}  # fmt: skip
SPAN = {**day("since", (4, 5, 2026), "0:00"), **day("until", (4, 5, 2026), "10:35"), "words": "Who saw the address?"}


def text_of(response):
    return response.content.decode()


@pytest.fixture
def petra(cast, sign_in):
    return sign_in(cast.privacy_officer)


@pytest.fixture
def incident(petra):
    petra.post("/incidents/add/", TYPED | {"do": "keep"})
    return Incident.objects.get()


def test_nothing_is_kept_before_the_answers_were_checked(petra):
    assert "No incident is written down" in text_of(petra.get("/incidents/"))
    page = text_of(petra.post("/incidents/add/", TYPED))
    assert "Check your answers" in page
    assert TEXT in page
    assert not Incident.objects.exists()
    assert TEXT in text_of(petra.post("/incidents/add/", TYPED | {"do": "change"}))
    petra.post("/incidents/add/", TYPED | {"do": "keep"})
    assert Incident.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"what": ""}, "Write what happened"),
        ({"harms": []}, "Choose at least one"),
        ({"aware_time": ""}, "Enter the time, as near as you can"),
        ({"because": ""}, "Write why"),
        ({"aware_time": "7:00", "do": "keep"}, "Nobody can know before it began"),
        ({"aware_time": "23:00", "do": "keep"}, "That has not come yet"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_stays(petra, changed, sentence):
    page = text_of(petra.post("/incidents/add/", TYPED | changed))
    assert sentence in page
    assert "The neighbour rang" in page
    assert not Incident.objects.exists()


def test_the_list_says_how_many_hours_are_left_and_the_clocks_lead_there(petra, incident):
    assert "hours left" in text_of(petra.get("/incidents/"))
    clocks = text_of(petra.get("/clocks/"))
    assert f"/incidents/{incident.id}/" in clocks
    assert "UK GDPR, Article 33" in clocks


def test_it_is_told_and_closed_and_the_history_says_by_whom(petra, incident):
    path = f"/incidents/{incident.id}/"
    assert "Close it" not in text_of(petra.get(path))
    petra.post(f"{path}write/ico_not/", {"words": "It came back unopened", "seen": "2"})
    assert "Close it" in text_of(petra.get(path))
    petra.post(f"{path}write/closed/", {"words": "Two people read an address", "seen": "3"})
    page = text_of(petra.get(path))
    assert "Two people read an address" in page
    assert page.count("Petra Lund") >= 4
    assert "Open it again" in page
    assert "More is known</a>" not in page
    assert "Two people read an address" in text_of(petra.get(f"{path}print/"))


def test_told_before_anybody_knew_is_refused_beside_its_field(petra, incident):
    told = {"words": "On their page", "seen": "2", "whole": "all", "reference": "", "delay": ""}
    page = text_of(petra.post(f"/incidents/{incident.id}/write/ico_told/", told | day("told", (4, 5, 2026), "8:30")))
    assert "That is before somebody here knew" in page
    assert "On their page" in page


def test_somebody_is_named_by_exactly_what_is_known_and_taken_off(petra, incident):
    path = f"/incidents/{incident.id}/people/"
    assert "No record that you may know of" in text_of(petra.post(path, TOMOS | {"family_name": "Bev"}))
    petra.post(path, TOMOS)
    page = text_of(petra.get(path))
    assert "Tomos Bevan" in page
    petra.post(f"{path}{incident.people.get().id}/off/")
    assert "Tomos Bevan" not in text_of(petra.get(path)).replace("They are", "")


# How far it reaches


@pytest.fixture
def later(set_clock):
    """Ten minutes later, when what was done at the beginning lies behind. Whoever asks signs in then."""

    def ten_minutes_on():
        set_clock(START + timedelta(minutes=10))

    return ten_minutes_on


def ask(client, **more):
    client.post("/incidents/reach/", {"account": "", "incident": ""} | SPAN | TOMOS | more)
    return ReachQuery.objects.get()


def test_who_saw_is_what_the_test_did_and_who_could_is_who_worked_there(cast, sign_in, later):
    sign_in(cast.practitioner).get(f"/people/{cast.person_id}/")
    sign_in(cast.practitioner).get("/caseload/")
    later()
    petra = sign_in(cast.privacy_officer)
    page = text_of(petra.get(f"/incidents/reach/{ask(petra).id}/"))
    saw, _, could = page.partition("Who could have seen something")
    assert "Opened, person. As: allocated" in saw
    assert "Listed, " in saw
    assert all(entry.leaf is None for entry in Entry.objects.filter(action="opened", object_type="person"))
    for name, there in (("Ruth Adeyemi", True), ("Callum Price", True), ("Marian Ellis", True), ("Erin Bevan", False)):
        assert (name in could) is there
    assert "Colin Ode" not in could
    assert "Seren Parry" in could.partition("By their role alone")[2]


def test_the_question_is_kept_sealed_and_every_look_is_an_entry(cast, petra, later):
    later()
    row = ask(petra)
    assert b"Who saw the address?" not in bytes(row.sealed_words)
    before = Entry.objects.filter(object_type="reach_query").count()
    for path in ("", "print/", "file/"):
        petra.get(f"/incidents/reach/{row.id}/{path}")
    after = Entry.objects.filter(object_type="reach_query").order_by("recorded_at")
    assert after.count() == before + 3
    assert after.filter(kind="disclosure", action="exported").count() == 1


def test_the_table_has_every_entry_and_every_stretch(cast, sign_in, later):
    for _ in range(2):
        sign_in(cast.practitioner).get(f"/people/{cast.person_id}/")
    later()
    petra = sign_in(cast.privacy_officer)
    heading, *rows = read_table(text_of(petra.get(f"/incidents/reach/{ask(petra).id}/file/")))
    assert heading[0] == "kind"
    opened = [r for r in rows if r[:2] == ["saw", "Ruth Adeyemi"] and r[6] == "opened, person"]
    assert len(opened) == 2
    assert any(r[:2] == ["could see", "Callum Price"] and r[7] == "standing in" for r in rows)


def test_an_officer_kept_from_the_person_finds_nobody_and_an_older_question_is_gone(cast, petra, later):
    later()
    row = ask(petra)
    Exclusion.objects.create(person_id=cast.person_id, user=cast.privacy_officer, set_by=cast.supervisor, set_at=START)
    assert petra.get(f"/incidents/reach/{row.id}/").status_code == 404
    page = petra.post("/incidents/reach/", {"account": "", "incident": ""} | SPAN | TOMOS)
    assert "No record that you may know of" in text_of(page)
    about_ruth = {"account": str(cast.practitioner.id), "incident": "", **SPAN, **dict.fromkeys(TOMOS, "")}
    petra.post("/incidents/reach/", about_ruth)
    asked = ReachQuery.objects.get(member=cast.practitioner)
    assert "Tomos" not in text_of(petra.get(f"/incidents/reach/{asked.id}/"))


def test_of_one_account_it_says_whose_records_it_reached(cast, petra, later):
    later()
    about_ruth = {"account": str(cast.practitioner.id), "incident": "", **SPAN, **dict.fromkeys(TOMOS, "")}
    petra.post("/incidents/reach/", about_ruth)
    page = text_of(petra.get(f"/incidents/reach/{ReachQuery.objects.get().id}/"))
    assert "Tomos Bevan" in page
    assert "every note" in page


def test_when_somebody_came_to_their_own_side_is_shown_only_when_they_asked(cast, petra, later):
    later()
    page = text_of(petra.get(f"/incidents/reach/{ask(petra, own_doors='on').id}/"))
    assert "Who could have seen something" not in page
    assert "Nothing was written down in this time" in page


def test_everybody_else_is_answered_as_if_there_were_nothing(cast, sign_in, petra, later, incident):
    later()
    row = ask(petra)
    for user in cast.staff().values():
        if user != cast.privacy_officer:
            client = sign_in(user)
            for path in ("", "add/", "reach/", f"{incident.id}/", f"reach/{row.id}/", f"reach/{row.id}/file/"):
                assert client.get(f"/incidents/{path}").status_code == 404, (user.name, path)
    assert actor_for(cast.administrator).roles
