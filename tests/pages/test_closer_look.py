"""A closer look: offered every fourth session, chosen or not, and the same on the line as a check-in."""

from datetime import timedelta

import pytest
from django.test import Client

from alongside.domain.questionnaires import (
    CHECK_IN,
    CLOSER_LOOK,
    is_time_for_a_closer_look,
    load_definition,
    score_responses,
    turn_round,
)
from alongside.records.models import CaseloadState, CheckIn, Episode, Session
from tests.cast import START
from tests.meetings import meet
from tests.pages.my_side import answer_all, make_session, send_to, take_device

pytestmark = pytest.mark.django_db
SHORT, LONG = load_definition(CHECK_IN), load_definition(CLOSER_LOOK)


def words_of(response) -> str:
    return response.content.decode().replace("&#x27;", "'")


@pytest.fixture
def device(cast, sign_in) -> Client:
    for week in (1, 2, 3):
        meet(cast.person_id, cast.practitioner, (START - timedelta(weeks=week)).date())
    return take_device(sign_in(cast.practitioner), make_session(cast).id)


def look_closer(device: Client, marks: list[int]) -> None:
    assert device.post("/check-in/", {"form": "closer_look"}).headers["Location"] == "/check-in/1/"
    for number, mark in enumerate(marks, start=1):
        device.post(f"/check-in/{number}/", {"answer": mark})
    device.post("/check-in/last/")


def test_it_begins_with_the_four_questions_word_for_word_and_only_they_are_scored():
    assert LONG.items[:4] == SHORT.items
    assert LONG.scored_ids == SHORT.item_ids
    assert (len(LONG.items), len({item.construct for item in LONG.items})) == (9, 9)
    answers = dict(zip(LONG.item_ids, [8, 7, 6, 5, 0, 0, 10, 0, 0], strict=True))
    short = {item_id: answers[item_id] for item_id in SHORT.item_ids}
    assert score_responses(LONG, answers) == score_responses(SHORT, short)


def test_only_felt_controlled_counts_the_other_way_round():
    assert [item.id for item in LONG.items if item.is_reversed] == ["felt_controlled"]
    assert [turn_round(LONG, "felt_controlled", answer) for answer in (0, 3, 10)] == [10, 7, 0]
    assert turn_round(LONG, "agreed_how", 3) == 3


@pytest.mark.parametrize(("number", "is_time"), [(1, False), (3, False), (4, True), (5, False), (8, True)])
def test_every_fourth_session(number, is_time):
    assert is_time_for_a_closer_look(number) is is_time


def test_it_is_offered_at_the_fourth_session_as_a_choice_and_not_before(cast, device, sign_in):
    page = words_of(device.get("/check-in/"))
    assert "Take a closer look" in page
    assert "It is up to you." in page
    early = Session.objects.order_by("planned_at").first()
    other = take_device(sign_in(cast.practitioner), early.id)
    assert "Take a closer look" not in words_of(other.get("/check-in/"))
    other.post("/check-in/", {"form": "closer_look"})
    assert "Question 1 of 4" in words_of(other.get("/check-in/1/"))


def test_four_questions_stay_four_for_who_does_not_want_more(device):
    assert device.post("/check-in/", {"form": "short"}).headers["Location"] == "/check-in/1/"
    answer_all(device, 6)
    send_to(device, "worker")
    row = CheckIn.objects.get()
    assert (row.instrument, row.answers) == (CHECK_IN, [6] * 4)


def test_nine_questions_are_asked_given_and_shown_each_with_its_own_history_and_no_total(cast, device, sign_in):
    look_closer(device, [8, 7, 6, 5, 4, 3, 2, 1, 0])
    device.post("/check-in/who/", {"audience": "worker"})
    assert "work better together" in words_of(device.get("/check-in/words/"))
    send_to(device, "worker", "Ask me first.")
    row = CheckIn.objects.get()
    assert (row.instrument, row.answers) == (CLOSER_LOOK, [8, 7, 6, 5, 4, 3, 2, 1, 0])
    assert [point[1] for point in CaseloadState.objects.get(person=cast.person_id).points] == [6.5]
    ruth = sign_in(cast.practitioner)
    ruth.post(f"/sessions/{row.session_id}/rating/", {"skip": "1"})
    page = words_of(ruth.get(f"/people/{cast.person_id}/"))
    looks = page.split('id="closer-looks"')[1].split("</table>")[0]
    assert "Felt controlled without a reason" in looks
    assert looks.count("Low is good here") == 1
    assert looks.count('<td class="app-table__number"') == 9
    assert "Total" not in looks
    assert "(low is good here)" in words_of(ruth.get(f"/sessions/{row.session_id}/"))


def test_changing_ones_mind_keeps_the_four_and_drops_the_rest(device):
    look_closer(device, [8, 7, 6, 5, 4, 3, 2, 1, 0])
    device.post("/check-in/", {"form": "short"})
    send_to(device, "worker")
    row = CheckIn.objects.get()
    assert (row.instrument, row.answers) == (CHECK_IN, [8, 7, 6, 5])


def test_nobody_else_sees_a_closer_look_given_to_my_worker(cast, device, sign_in):
    look_closer(device, [5] * 9)
    send_to(device, "worker")
    for name in ("cover", "supervisor"):
        assert "Closer looks" not in words_of(sign_in(getattr(cast, name)).get(f"/people/{cast.person_id}/"))


def test_the_supervisor_reads_all_nine_of_one_that_is_for_them(cast, device, sign_in):
    look_closer(device, [8, 7, 6, 5, 4, 3, 2, 1, 0])
    send_to(device, "supervisor")
    page = words_of(sign_in(cast.supervisor).get(f"/people/{cast.person_id}/"))
    assert page.count(" of 10") == 9
    assert "Preferred not to say" not in page


def test_the_other_five_answers_open_no_strain(cast, device):
    look_closer(device, [8, 8, 8, 8, 0, 0, 10, 0, 0])
    send_to(device, "worker")
    assert not Episode.objects.exists()
