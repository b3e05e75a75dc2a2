"""A supervisor's page: who needs something, and nothing that could rank anybody."""

import re
from dataclasses import fields, replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from alongside.access.actors import actor_for
from alongside.casework.caseload.state import refresh_state
from alongside.casework.check_ins.words import seal_words
from alongside.casework.people.operations import add_person
from alongside.casework.people.sealing import PersonName
from alongside.casework.relationships.covering import CoverDates, arrange_cover
from alongside.casework.relationships.operations import move_person
from alongside.casework.relationships.team import Member, TeamPage, list_team
from alongside.records.models import (
    CaseloadState,
    CheckIn,
    Cover,
    Episode,
    Exclusion,
    PractitionerRating,
    Relationship,
    Session,
)
from alongside.vault import open_keys
from tests.cast import START, TOMOS
from tests.pages.my_side import make_session

pytestmark = pytest.mark.django_db
TODAY = START.date()
LATER = START + timedelta(days=40)


def text(response) -> str:
    return response.content.decode()


def add(given: str, user, at=START):
    facts = replace(TOMOS, name=PersonName(given, "Doyle"), identifiers=(), born_on=date(1990, 1, 2))
    return add_person(facts=facts, by=actor_for(user), at=at)


def team(cast, sign_in) -> str:
    return text(sign_in(cast.supervisor).get("/team/"))


def section(page: str, name: str) -> str:
    return re.search(rf'aria-labelledby="{name}".*?</section>', page, re.S)[0]


def test_whoever_was_not_seen_for_longer_than_agreed_is_named_the_longest_first(cast, sign_in, set_clock):
    add("Shanice", cast.colleague, at=LATER - timedelta(days=20))
    add("Kept", cast.colleague, at=LATER - timedelta(days=2))
    set_clock(LATER)
    seen = section(team(cast, sign_in), "not-seen")
    assert seen.index("Tomos Bevan") < seen.index("Shanice Doyle")
    assert "Not met yet, 40 days. Agreed: every 14 days. Nothing planned. With Ruth Adeyemi." in seen
    assert "Kept" not in seen


def test_a_handover_that_is_planned_and_one_that_has_happened_are_both_there(cast, sign_in):
    shanice = add("Shanice", cast.practitioner, at=START - timedelta(days=90))
    by = actor_for(cast.supervisor)
    move_person(
        person_id=cast.person_id, to=cast.colleague.id, on=TODAY + timedelta(days=9), reason="x", by=by, at=START
    )
    move_person(person_id=shanice, to=cast.colleague.id, on=TODAY, reason="x", by=by, at=START)
    shown = section(team(cast, sign_in), "handovers")
    assert "Goes from Ruth Adeyemi to Colin Ode on 13 May 2026." in shown
    assert "Went from Ruth Adeyemi to Colin Ode on 4 May 2026." in shown


def test_cover_of_the_next_two_weeks_is_there_and_later_cover_is_not(cast, sign_in):
    Cover.objects.update(ended_at=START)
    by = actor_for(cast.supervisor)
    for ahead in (10, 30):
        day = TODAY + timedelta(days=ahead)
        arrange_cover(
            practitioner_id=cast.practitioner.id, covering_id=cast.colleague.id, dates=CoverDates(day, day), by=by,
            at=START,
        )  # fmt: skip
    shown = section(team(cast, sign_in), "cover")
    assert "Colin Ode for Ruth Adeyemi. On 14 May 2026." in shown
    assert "June" not in shown


def test_cover_for_one_person_whose_record_is_closed_to_the_supervisor_is_not_there(cast, sign_in):
    assert "Callum Price for Ruth Adeyemi" in team(cast, sign_in)
    Exclusion.objects.create(person_id=cast.person_id, user=cast.supervisor, set_by=cast.stranger, set_at=START)
    assert "Callum Price for Ruth Adeyemi" not in team(cast, sign_in)


def test_a_strain_is_there_once_it_was_shared_and_not_before(cast, sign_in):
    worker = Relationship.objects.get(person=cast.person_id)
    strain = Episode.objects.create(
        person_id=cast.person_id, relationship=worker, source="practitioner", opened_at=START
    )
    refresh_state(cast.person_id, at=START)
    assert "Tomos" not in section(team(cast, sign_in), "shared")
    strain.person_told_at = strain.shared_at = START
    strain.save()
    shown = section(team(cast, sign_in), "shared")
    assert f"/strains/{strain.id}/" in shown
    assert "Shared by Ruth Adeyemi, open since 4 May. Not talked about yet." in shown


def words_for(cast, audience: str) -> CheckIn:
    """Let the person write something for this audience with their answers of 4 May."""
    session = make_session(cast)
    row = CheckIn(
        id=uuid4(), person_id=cast.person_id, relationship=session.relationship, session=session, state="completed",
        audience=audience, instrument="alongside_check_in", instrument_version="1", answers=[7] * 4, offered_at=START,
        offered_by=cast.practitioner, completed_at=START,
    )  # fmt: skip
    row.sealed_words = seal_words(open_keys([cast.person_id]), row, "CANARY the bus")
    row.save()
    return row


# START is Monday 4 May 2026, a bank holiday in England: the working days are the 5th and the 6th.
@pytest.mark.parametrize(
    ("audience", "sentence"),
    [("supervisor", "Wrote something for you on 4 May."), ("worker", "Wrote something for Ruth Adeyemi on 4 May.")],
)
def test_words_that_waited_two_working_days_are_there_until_they_are_read_and_never_what_they_say(
    cast, sign_in, set_clock, audience, sentence
):
    words_for(cast, audience)
    set_clock(START + timedelta(days=2))
    assert "nobody has read" not in team(cast, sign_in)
    set_clock(START + timedelta(days=3))
    page = team(cast, sign_in)
    assert sentence in section(page, "unread")
    assert f"/people/{cast.person_id}/" in section(page, "unread")
    assert "CANARY" not in page
    sign_in(cast.supervisor if audience == "supervisor" else cast.practitioner).get(f"/people/{cast.person_id}/")
    if audience == "worker":
        assert sentence in team(cast, sign_in)  # it waits for the practitioner's own rating, so it was not read
        PractitionerRating.objects.create(
            person_id=cast.person_id, session=Session.objects.get(), author=cast.practitioner, rated_at=START
        )
        sign_in(cast.practitioner).get(f"/people/{cast.person_id}/")
    assert "nobody has read" not in team(cast, sign_in)


def test_words_of_somebody_whose_record_is_closed_to_the_supervisor_wait_unseen(cast, sign_in, set_clock):
    words_for(cast, "supervisor")
    Exclusion.objects.create(person_id=cast.person_id, user=cast.supervisor, set_by=cast.stranger, set_at=START)
    set_clock(START + timedelta(days=5))
    assert "nobody has read" not in team(cast, sign_in)


def test_newer_answers_never_push_words_that_nobody_has_read_off_the_page(cast, sign_in, set_clock):
    words_for(cast, "supervisor")
    for week in range(1, 15):
        at = START + timedelta(weeks=week)
        session = make_session(cast, at=at)
        CheckIn.objects.create(
            person_id=cast.person_id, relationship=session.relationship, session=session, state="completed",
            audience="supervisor", instrument="alongside_check_in", instrument_version="1", answers=[7] * 4,
            offered_at=at, offered_by=cast.practitioner, completed_at=at,
        )  # fmt: skip
    set_clock(START + timedelta(weeks=16))
    assert "for you on 4 May" in team(cast, sign_in)
    assert "CANARY the bus" in text(sign_in(cast.supervisor).get(f"/people/{cast.person_id}/"))
    assert "nobody has read" not in team(cast, sign_in)


def test_no_answer_changes_anything_on_the_page(cast, sign_in):
    before = team(cast, sign_in)
    CaseloadState.objects.update(
        points=[["2026-05-01", 1.5, 6.0, 9.0, True]], line_words="Below own range", strain="open"
    )
    hide = re.compile(r'(csrfmiddlewaretoken" value="|nonce=")[^"]*')
    assert hide.sub("", team(cast, sign_in)) == hide.sub("", before)


def test_nothing_orders_practitioners_but_their_names(cast, sign_in):
    client = sign_in(cast.supervisor)
    page = text(client.get("/team/"))
    names = re.findall(r'app-fold__name">([^<]+)', page)
    assert names == sorted(names)
    for order in ("?sort=people", "?sort=strain", "?order=-score", "?show=strain-open"):
        assert re.findall(r'app-fold__name">([^<]+)', text(client.get(f"/team/{order}"))) == names
    assert "aria-sort" not in page


def test_what_the_page_is_made_of_has_no_place_for_a_score():
    assert {field.name for field in fields(Member)} == {
        "practitioner_id",
        "name",
        "people",
        "sessions_this_week",
        "away",
    }
    assert "line" not in {field.name for field in fields(TeamPage)}


def test_the_rows_come_without_lines_and_without_strains(cast):
    CaseloadState.objects.update(line_words="Below own range", strain="open")
    page = list_team(viewer=actor_for(cast.supervisor), at=START)
    rows = [row for member in page.members for row in member.people] + list(page.not_seen)
    assert rows
    assert all(row.line is None and row.strain is None and row.open_episode_id is None for row in rows)
