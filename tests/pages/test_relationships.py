"""The pages about who works with whom, as a supervisor, a practitioner and everybody else meet them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from alongside.access.actors import actor_for
from alongside.casework.access_rules.operations import exclude_worker
from alongside.casework.people.operations import add_person
from alongside.casework.people.sealing import PersonName
from alongside.casework.relationships.covering import CoverDates, arrange_cover
from alongside.ledger.models import Entry
from alongside.records.models import CaseloadState, Cover, Exclusion, Relationship
from tests.cast import START, TOMOS, make_user

pytestmark = pytest.mark.django_db
TODAY = START.date()


def parts(name: str, day: date) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def add(given: str, user):
    facts = replace(TOMOS, name=PersonName(given, "Doyle"), identifiers=(), born_on=date(1990, 1, 2))
    return add_person(facts=facts, by=actor_for(user), at=START)


def text(response) -> str:
    return response.content.decode()


def count_queries(client, path: str) -> int:
    with CaptureQueriesContext(connections["default"]) as main, CaptureQueriesContext(connections["keys"]) as keys:
        assert client.get(path).status_code == 200
    return len(main) + len(keys)


def workers(cast, end: str = "") -> str:
    return f"/people/{cast.person_id}/workers/{end}"


def rules(cast, end: str = "") -> str:
    return f"/people/{cast.person_id}/access/{end}"


def test_a_supervisor_sees_their_people_by_practitioner_and_no_answer_of_anybody(cast, sign_in):
    CaseloadState.objects.update(line_words="Below own range", strain="open")
    page = text(sign_in(cast.supervisor).get("/team/"))
    work = page[page.index("Who works with whom") :]
    assert work.index("Ruth Adeyemi") < work.index("Tomos Bevan")
    assert "own range" not in page
    assert "None now. A practitioner shares one" in page


def test_the_team_counts_only_people_the_supervisor_may_know_of(cast, sign_in):
    add("Shanice", cast.practitioner)
    Exclusion.objects.create(person_id=cast.person_id, user=cast.supervisor, set_by=cast.stranger, set_at=START)
    page = text(sign_in(cast.supervisor).get("/team/"))
    assert "4 practitioners, 1 person." in page
    assert "Tomos" not in page


def test_a_case_whose_practitioner_is_kept_out_comes_first(cast, sign_in):
    exclude_worker(
        person_id=cast.person_id, user_id=cast.practitioner.id, reason="x", by=actor_for(cast.supervisor), at=START
    )
    Cover.objects.update(ended_at=START)
    page = text(sign_in(cast.supervisor).get("/team/"))
    assert page.index("Ruth Adeyemi is kept out of this record") < page.index("Callum Price")
    assert workers(cast, "move/") in page


def test_a_gap_in_the_cover_is_shown_to_the_supervisor(cast, sign_in):
    Cover.objects.update(ended_at=START)
    dates = CoverDates(TODAY, TODAY)
    arrange_cover(
        practitioner_id=cast.practitioner.id, covering_id=cast.excluded.id, dates=dates, by=actor_for(cast.supervisor),
        at=START,
    )  # fmt: skip
    page = text(sign_in(cast.supervisor).get("/team/"))
    assert "Erin Bevan stands in, and is kept out of this record" in page


def test_a_practitioner_who_left_leaves_their_people_waiting(cast, sign_in):
    Cover.objects.update(ended_at=START)
    cast.practitioner.is_active = False
    cast.practitioner.save()
    assert "does not work as a practitioner any more" in text(sign_in(cast.supervisor).get("/team/"))


def test_a_supervisor_of_nobody_is_told_what_will_be_here(cast, sign_in):
    assert "Nobody is in your team yet" in text(sign_in(cast.stranger).get("/team/"))


def test_a_worker_who_rings_in_sick_is_covered_with_one_form(cast, sign_in):
    client = sign_in(cast.supervisor)
    form = {"practitioner": cast.practitioner.id, "covering": cast.colleague.id}
    response = client.post("/cover/", form | parts("starts_on", TODAY) | parts("ends_on", TODAY), follow=True)
    assert "Colin Ode stands in for Ruth Adeyemi" in text(response)
    assert sign_in(cast.colleague).get(f"/people/{cast.person_id}/").status_code == 200


def test_a_cover_form_keeps_what_was_typed_and_says_what_is_wrong(cast, sign_in):
    form = {"practitioner": cast.practitioner.id, "covering": cast.colleague.id}
    days = parts("starts_on", TODAY) | parts("ends_on", TODAY - timedelta(days=2))
    page = text(sign_in(cast.supervisor).post("/cover/", form | days))
    assert "<title>Error:" in page
    assert "The last day cannot be before the first" in page
    assert f'value="{cast.colleague.id}" selected' in page


def test_cover_for_a_person_names_them_only_to_those_who_may_know(cast, sign_in):
    assert "Tomos Bevan" in text(sign_in(cast.cover).get("/cover/"))
    Exclusion.objects.create(person_id=cast.person_id, user=cast.cover, set_by=cast.supervisor, set_at=START)
    page = text(sign_in(cast.cover).get("/cover/"))
    assert "Tomos" not in page
    assert "You stand in" not in page


def test_a_cover_that_has_not_begun_does_not_say_whom(cast, sign_in):
    Cover.objects.update(starts_on=TODAY + timedelta(days=2))
    page = text(sign_in(cast.cover).get("/cover/"))
    assert "You stand in for Ruth Adeyemi" in page
    assert "Tomos" not in page


def test_the_page_about_workers_tells_the_history_and_the_reason_to_workers_only(cast, sign_in):
    client = sign_in(cast.supervisor)
    form = {"to": cast.colleague.id, "reason": "Ruth moves to court work"} | parts("on", TODAY)
    response = client.post(workers(cast, "move/"), form)
    assert response.status_code == 302
    page = text(sign_in(cast.colleague).get(workers(cast)))
    assert "Ruth moves to court work" in page
    assert "4 May 2026 to 4 May 2026" in page
    Cover.objects.update(ended_at=None, practitioner=cast.colleague)
    assert "court work" not in text(sign_in(cast.cover).get(workers(cast)))


def test_somebody_kept_out_is_not_offered_the_case(cast, sign_in):
    page = text(sign_in(cast.practitioner).get(workers(cast, "move/")))
    assert "Colin Ode" in page
    assert "Erin Bevan" not in page
    form = {"to": cast.excluded.id, "reason": "x"} | parts("on", TODAY)
    assert "Choose who takes over" in text(sign_in(cast.practitioner).post(workers(cast, "move/"), form))


def test_a_planned_change_is_shown_and_called_off(cast, sign_in):
    client = sign_in(cast.supervisor)
    later = TODAY + timedelta(days=7)
    client.post(workers(cast, "move/"), {"to": cast.colleague.id, "reason": "Leave"} | parts("on", later))
    assert "From 11 May 2026" in text(client.get(workers(cast)))
    client.post(workers(cast, "call-off/"))
    assert Relationship.objects.get().practitioner == cast.practitioner


def test_a_co_worker_is_added_and_ended(cast, sign_in):
    client = sign_in(cast.practitioner)
    form = {"practitioner": cast.colleague.id, "reason": "Groups"} | parts("on", TODAY)
    assert "Colin Ode" in text(client.post(workers(cast, "add/"), form, follow=True))
    row = Relationship.objects.get(kind="co_worker")
    client.post(workers(cast, f"{row.id}/end/"))
    assert sign_in(cast.colleague).get(workers(cast)).status_code == 404


def test_excluding_the_allocated_worker_and_moving_the_case_is_one_form(cast, sign_in):
    client = sign_in(cast.supervisor)
    form = {"user": cast.practitioner.id, "hand_to": cast.colleague.id, "reason": "They are cousins"}
    page = text(client.post(rules(cast, "exclude/"), form, follow=True))
    assert "They are cousins" in page
    assert sign_in(cast.practitioner).get(f"/people/{cast.person_id}/").status_code == 404
    assert sign_in(cast.colleague).get(f"/people/{cast.person_id}/").status_code == 200


def test_excluding_the_allocated_worker_alone_asks_for_a_move_at_once(cast, sign_in):
    form = {"user": cast.practitioner.id, "hand_to": "", "reason": "They are cousins"}
    page = text(sign_in(cast.supervisor).post(rules(cast, "exclude/"), form, follow=True))
    assert "Tomos needs another practitioner today" in page


def test_a_rule_needs_a_reason_and_says_so(cast, sign_in):
    page = text(sign_in(cast.supervisor).post(rules(cast, "exclude/"), {"user": cast.colleague.id}))
    assert "Write why they are kept out" in page


def test_a_list_is_set_changed_and_lifted(cast, sign_in):
    client = sign_in(cast.supervisor)
    form = {"users": [cast.practitioner.id], "reason": "The press"}
    assert "Marian Ellis, Ruth Adeyemi" in text(client.post(rules(cast, "restrict/"), form, follow=True))
    assert sign_in(cast.cover).get(f"/people/{cast.person_id}/").status_code == 404
    assert "Write why it is lifted" in text(client.post(rules(cast, "open/"), {"reason": " "}))
    assert sign_in(cast.cover).get(f"/people/{cast.person_id}/").status_code == 404
    page = text(client.post(rules(cast, "open/"), {"reason": "The trial is over"}, follow=True))
    assert "Only Marian Ellis, Ruth Adeyemi" in page
    assert "Lifted by Marian Ellis on 4 May 2026. Why: The trial is over" in page
    assert sign_in(cast.cover).get(f"/people/{cast.person_id}/").status_code == 200


@pytest.mark.parametrize("name", ["Tomos", "Nobody"])
def test_saying_that_one_knows_somebody_is_answered_alike(cast, sign_in, name):
    client = sign_in(cast.colleague)
    form = {"given_names": name, "family_name": "Bevan"} | parts("born_on", date(1999, 3, 1))
    page = text(client.post("/conflicts/", form, follow=True))
    assert "If this person is here, or comes here, their record is closed to you." in page
    assert name not in page.replace("Somebody you know", "").replace("Nobody else", "")
    assert "4 May 2026" in page


def test_a_supervisor_lets_somebody_in_who_said_they_knew_the_person(cast, sign_in):
    form = {"given_names": "Tomos", "family_name": "Bevan"} | parts("born_on", date(1999, 3, 1))
    sign_in(cast.cover).post("/conflicts/", form)
    assert sign_in(cast.cover).get(f"/people/{cast.person_id}/").status_code == 404
    page = text(sign_in(cast.supervisor).get(rules(cast)))
    assert "Say that they know Tomos" in page
    end = page.split(rules(cast, "conflicts/"))[1].split("/")[0]
    page = text(sign_in(cast.supervisor).post(rules(cast, f"conflicts/{end}/confirm/"), follow=True))
    assert "Said on 4 May 2026, confirmed by Marian Ellis." in page
    assert sign_in(cast.cover).get(f"/people/{cast.person_id}/").status_code == 404
    assert "Let Callum Price back in" in text(sign_in(cast.supervisor).get(rules(cast, f"conflicts/{end}/lift/")))
    sign_in(cast.supervisor).post(rules(cast, f"conflicts/{end}/lift/"), {"reason": "Another Tomos"})
    assert sign_in(cast.cover).get(f"/people/{cast.person_id}/").status_code == 200


def test_two_administrators_set_up_an_inspection_and_read_nothing_by_it(cast, sign_in):
    client, second = sign_in(cast.administrator), sign_in(make_user("Nerys Vaughan", "administrator"))
    form = {"user": cast.evaluator.id, "team": cast.team.id}
    days = parts("starts_on", TODAY) | parts("ends_on", TODAY + timedelta(days=5))
    page = text(client.post("/inspections/", form | days, follow=True))
    assert "Evan Roe inspects Cardiff East" in page
    assert "Proposed by Adam Kerr. You cannot agree to it" in page
    assert "Tomos" not in page
    assert sign_in(cast.evaluator).get(f"/people/{cast.person_id}/").status_code == 404
    agree = text(second.get("/inspections/")).split('action="/inspections/proposed/')[1].split('"')[0]
    assert "You cannot agree" in text(client.post(f"/inspections/proposed/{agree}", follow=True))
    page = text(second.post(f"/inspections/proposed/{agree}", follow=True))
    assert "The inspection is set up." in page
    assert sign_in(cast.evaluator).get(f"/people/{cast.person_id}/").status_code == 200
    end = page.split('action="/inspections/')[1].split('"')[0]
    client.post(f"/inspections/{end}")
    assert sign_in(cast.evaluator).get(f"/people/{cast.person_id}/").status_code == 404


# Of the team's, two ask for what waits: a message without a lead, and words that the person was told we remind about.
@pytest.mark.parametrize(("path", "most"), [("/team/", 21), ("/cover/", 11)])
def test_the_lists_ask_as_many_questions_for_many_people_as_for_one(cast, sign_in, path, most):
    client = sign_in(cast.supervisor)
    few = count_queries(client, path)
    for number in range(8):
        person = add(f"Person {number}", cast.practitioner)
        Cover.objects.create(
            practitioner=cast.practitioner, covering=cast.colleague, person_id=person, starts_on=TODAY, ends_on=TODAY,
            arranged_by=cast.supervisor, arranged_at=START,
        )  # fmt: skip
    assert few == count_queries(client, path) <= most


def test_the_pages_of_a_person_ask_as_many_questions_for_a_long_history_as_for_a_short_one(cast, sign_in):
    client = sign_in(cast.supervisor)
    few = count_queries(client, workers(cast)), count_queries(client, rules(cast))
    for week in range(6):
        day = TODAY - timedelta(weeks=week + 2)
        Relationship.objects.create(
            person_id=cast.person_id, practitioner=cast.colleague, kind="allocated", starts_on=day,
            ends_on=day + timedelta(days=6), created_at=START,
        )  # fmt: skip
        Exclusion.objects.create(
            person_id=cast.person_id, user=cast.stranger, set_by=cast.supervisor, set_at=START, lifted_at=START
        )
    many = count_queries(client, workers(cast)), count_queries(client, rules(cast))
    assert few == many == (12, 22)


def test_each_page_that_names_people_is_in_the_ledger(cast, sign_in):
    client = sign_in(cast.supervisor)
    for path in ("/team/", "/cover/", workers(cast), rules(cast)):
        before = Entry.objects.count()
        client.get(path)
        assert Entry.objects.count() == before + 1, path
