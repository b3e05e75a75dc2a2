"""The pages of an ending: the steps, the letter, the door, and how it comes to its end."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from alongside.access.actors import actor_for
from alongside.casework.endings import operations as ends
from alongside.casework.endings.queries import get_ending
from alongside.casework.people.operations import SupervisionFacts
from alongside.casework.people.supervision import add_supervision
from alongside.casework.reintegration.operations import put_tie
from alongside.domain.endings import Reason, Stage, Step
from alongside.domain.reintegration import Tie
from alongside.records.models import EndingVersion, Supervision
from tests.cast import START

pytestmark = pytest.mark.django_db
TODAY, DAY = START.date(), timedelta(days=1)
DOOR = "Ring the front desk on a weekday"


@pytest.fixture
def ruth(cast, sign_in):
    return sign_in(cast.practitioner)


@pytest.fixture
def about(cast):
    return {"person_id": cast.person_id, "by": actor_for(cast.practitioner), "at": START}


@pytest.fixture
def begun(about):
    ends.begin_ending(last_day=TODAY + 60 * DAY, **about)


@pytest.fixture
def there(cast):
    return lambda: get_ending(person_id=cast.person_id, viewer=actor_for(cast.practitioner), at=START).ending


def address(cast, name, *more):
    return reverse(name, args=[cast.person_id, *more])


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def day(name, on):
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def test_the_overview_offers_an_ending_in_good_time_and_not_before(cast, ruth, about):
    Supervision.objects.all().delete()
    overview = reverse("person", args=[cast.person_id])
    add_supervision(facts=SupervisionFacts("order", "Order", TODAY - 300 * DAY, TODAY + 85 * DAY), **about)
    assert "This is the time for an ending" not in text_of(ruth.get(overview))
    Supervision.objects.update(ends_on=TODAY + 84 * DAY)
    assert "The last day is 27 July 2026, in 12 weeks. This is the time for an ending" in text_of(ruth.get(overview))
    assert "It is time to begin the ending." in text_of(ruth.get(address(cast, "ending")))
    shown = text_of(ruth.get(address(cast, "begin_ending")))
    assert 'value="27"' in shown
    Supervision.objects.update(ends_on=None)
    assert "No last day is known. An ending needs about 12 weeks" in text_of(ruth.get(address(cast, "ending")))


def test_an_ending_goes_from_its_beginning_to_its_end(cast, ruth, there, about):
    ruth.post(address(cast, "begin_ending"), {"seen": 0} | day("last_day", TODAY + 40 * DAY))
    number = 1
    for step in (one for one in Step if one.fields):
        sent = {"do": "write", "seen": number} | {one.key: f"Words of {one.key}" for one in step.fields}
        assert ruth.post(address(cast, "ending_step", step.value), sent).status_code == 302
        number += 1
    letter = {"do": "check", "seen": number, "text": "Dear Tomos,\r\n\r\nyou came back in March."}
    assert ruth.post(address(cast, "ending_letter"), letter).url == address(cast, "give_letter")
    assert "<p>Dear Tomos,</p>" in text_of(ruth.get(address(cast, "give_letter")))
    given = {"seen": number + 1, "how": "Read aloud and handed over"} | day("on", TODAY)
    ruth.post(address(cast, "give_letter"), given)
    goodbye = {"do": "write", "seen": number + 2, "held": "held", "words": ""} | day("on", TODAY)
    ruth.post(address(cast, "ending_goodbye"), goodbye)
    assert "Whether Tomos can come back" in text_of(ruth.get(address(cast, "end_as_planned")))
    ruth.post(address(cast, "ending_door"), {"seen": number + 3, "door": "open", "words": DOOR})
    ruth.post(address(cast, "end_as_planned"), day("on", TODAY))
    shown = text_of(ruth.get(address(cast, "ending")))
    for said in ("as you both had planned", "Words of well_worker", "Given by Ruth Adeyemi", DOOR, "It was held."):
        assert said in shown
    paper = text_of(ruth.get(address(cast, "print_ending")))
    for said in ("What I take with me", "Words of mine", "Words of if_2", "The door is open.", DOOR):
        assert said in paper
    assert "you came back in March" not in paper
    assert "you came back in March" in text_of(ruth.get(address(cast, "print_letter")))
    assert "Words of again" in text_of(ruth.get(address(cast, "turn_ending")))


@pytest.mark.parametrize(
    ("name", "sent", "said"),
    [
        ("take", {"do": "write", "seen": 1, "skills": ""}, "Write something, or leave the step out with a reason"),
        ("take", {"do": "write", "seen": 1, "skills": "x" * 3000}, "Write 2000 characters or fewer"),
        ("take", {"do": "skip", "because": ""}, "Write why it is left out"),
        ("ending_goodbye", {"do": "write", "seen": 1, "held": "held"} | day("on", TODAY + DAY), "has not come yet"),
        ("ending_goodbye", {"do": "write", "seen": 1, "held": "not_held"} | day("on", TODAY), "why it did not come about"),
        ("ending_door", {"seen": 1, "door": "", "words": "Maybe"}, "Say whether the door is open or closed"),
        ("ending_door", {"seen": 1, "door": "closed", "words": " "}, "Write one sentence about it that is true"),
        ("end_as_planned", day("on", TODAY), "Say first whether the person can come back"),
        ("end_early", {"reason": "recall", "words": "No goodbye"} | day("on", TODAY), "Say whether the door is open"),
        ("end_early", {"reason": "moved", "words": ""} | day("on", TODAY + DAY), "Write what was missed"),
        ("begin_ending", {"seen": 1} | day("last_day", TODAY) | {"last_day_month": "13"}, "The month is a number"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_place_and_nothing_is_kept(cast, ruth, begun, name, sent, said):
    where = address(cast, "ending_step", name) if name == "take" else address(cast, name)
    answer = ruth.post(where, sent)
    assert answer.status_code == 200
    shown = text_of(answer)
    assert "There is a problem" in shown
    assert said in shown
    assert all(str(value) in shown for key, value in sent.items() if key in {"skills", "words"})
    assert EndingVersion.objects.count() == 1


def test_a_step_begins_with_what_was_said_before_and_can_be_left_out_and_done_after_all(
    cast, ruth, begun, about, there
):
    put_tie(tie=Tie(UUID(int=1), "Nan", "Landline"), **about)
    call = address(cast, "ending_step", "call")
    shown = text_of(ruth.get(call))
    assert "come from what Tomos has said and done before" in shown
    assert "Nan, Landline" in shown
    ruth.post(call, {"do": "skip", "because": "It is on the card"})
    assert "Left out: It is on the card" in text_of(ruth.get(address(cast, "ending")))
    ruth.post(call, {"do": "write", "seen": 2, "people": "Nan"})
    assert there().stage_of(Step.CALL) is Stage.DONE
    for name in ("ending_letter", "ending_goodbye"):
        ruth.post(address(cast, name), {"do": "skip", "because": "No time"})
    assert there().to_come == (Step.TAKE, Step.SIGNS, Step.ON_TRACK, Step.REVIEW)


def test_a_letter_stays_a_draft_until_it_is_given_and_a_correction_stands_beside_it(cast, ruth, sign_in, begun, there):
    ruth.post(address(cast, "ending_letter"), {"do": "keep", "seen": 1, "text": "Dear Tomos"})
    supervisor = sign_in(cast.supervisor)
    assert "Dear Tomos" not in text_of(supervisor.get(address(cast, "ending_letter")))
    assert supervisor.get(address(cast, "print_letter")).status_code == 302
    assert "Draft" in text_of(ruth.get(address(cast, "print_letter")))
    late = {"do": "keep", "seen": 1, "text": "Mine"}
    answer = text_of(ruth.post(address(cast, "ending_letter"), late))
    for said in ("Somebody changed this meanwhile", "Mine", 'name="seen" value="2"'):
        assert said in answer
    ruth.post(address(cast, "give_letter"), {"seen": 2, "how": "By post"} | day("on", TODAY))
    again = ruth.post(address(cast, "ending_letter"), late | {"seen": 3})
    assert "The letter has been given meanwhile" in text_of(again)
    ruth.post(address(cast, "ending_letter"), {"do": "beside", "words": "It was April"})
    shown = text_of(supervisor.get(address(cast, "ending_letter")))
    assert "Dear Tomos" in shown
    assert "It was April" in shown
    assert there().letter.text == "Dear Tomos"


def test_a_recall_is_written_down_with_what_was_missed_and_keeps_what_was_there(cast, ruth, begun, about, there):
    ends.write_step(step=Step.TAKE, words={"skills": "Counting"}, seen=1, **about)
    sent = {"reason": "recall", "words": "We never looked back", "door": "open", "door_words": "Once he is out"}
    ruth.post(address(cast, "end_early"), sent | day("on", TODAY - DAY))
    shown = text_of(ruth.get(address(cast, "ending")))
    for said in (
        "not as planned: recalled to prison", "We never looked back", "Did not come about: My early signs", "Counting",
        "A letter can still be written", "Once he is out", "Begin another ending",
    ):  # fmt: skip
        assert said in shown
    ruth.post(address(cast, "ending"), {"do": "again"})
    ruth.post(address(cast, "ending"), {"do": "again"})
    assert there().is_going
    assert "Taken up again: it had not ended" in text_of(ruth.get(address(cast, "ending_history")))


def test_when_somebody_died_no_door_and_no_letter_is_asked_for(cast, ruth, there):
    sent = {"reason": "died", "words": "His mother rang on Sunday"} | day("on", TODAY)
    assert ruth.post(address(cast, "end_early"), sent).status_code == 302
    assert there().ended.reason is Reason.DIED
    shown = text_of(ruth.get(address(cast, "ending")))
    assert "talk to somebody about this yourself" in shown
    assert "A letter can still be written" not in shown
    assert "Say it honestly" not in shown


def test_before_it_is_begun_every_page_leads_to_its_beginning_and_what_is_not_there_is_not_found(cast, ruth):
    for name in ("print_ending", "turn_ending", "ending_door", "end_as_planned", "ending_goodbye", "ending_letter",
                 "give_letter", "print_letter"):  # fmt: skip
        assert ruth.get(address(cast, name)).url == address(cast, "ending")
    for step in ("letter", "goodbye", "moon"):
        assert ruth.get(address(cast, "ending_step", step)).status_code == 404
    assert "Nothing is written yet" in text_of(ruth.get(address(cast, "ending_history") + "?page=x"))


def test_what_the_person_knows_about_themselves_is_said_to_be_there_and_never_shown(cast, ruth, begun):
    shown = text_of(ruth.get(address(cast, "ending")))
    assert "Nobody on the staff can open it" in shown
    assert reverse("mine_know") not in shown


def test_a_supervisor_and_whoever_stands_in_read_and_have_nothing_to_write_with(cast, sign_in, begun):
    for part in (cast.supervisor, cast.cover):
        shown = text_of(sign_in(part).get(address(cast, "ending")))
        assert address(cast, "ending_step", "take") not in shown
        assert address(cast, "end_early") not in shown
