"""The pages of skills."""

import re
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.urls import reverse

from alongside.access.actors import actor_for
from alongside.casework.formulation.operations import put_on_map
from alongside.casework.plan.operations import put_goal
from alongside.casework.skills.operations import begin_skill
from alongside.domain.assessment import Area
from alongside.domain.formulation import Node, Place
from alongside.domain.formulation import Voice as NodeVoice
from alongside.domain.plan import Goal
from alongside.domain.skills import shipped_modules
from alongside.domain.skills.practising import WHEN_MISSED
from alongside.records.models import AbuseNote, Skill, SkillExercise, SkillPractice
from tests.cast import START
from tests.domain.made_up_maps import node
from tests.pages.own_door import give_door, open_own

pytestmark = pytest.mark.django_db
METER, TODAY = "anger-meter", START.date()
MODULES = {module.id: module for module in shipped_modules()}


@pytest.fixture
def ruth(cast, sign_in):
    return sign_in(cast.practitioner)


@pytest.fixture
def begun(cast):
    begin_skill(person_id=cast.person_id, module_id=METER, by=actor_for(cast.practitioner), at=START)


def address(cast, name, *more):
    return reverse(name, args=[cast.person_id, *more])


def text_of(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def day(name, on):
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def test_a_skill_is_begun_from_the_library_and_shown_with_its_five_stages(cast, ruth):
    assert "None is begun yet" in text_of(ruth.get(address(cast, "skills")))
    at = address(cast, "skill", METER)
    assert MODULES[METER].ready in text_of(ruth.get(at))
    ruth.post(at, {"do": "begin"})
    shown = text_of(ruth.get(at))
    for said in ("Explained: <strong>next</strong>", "Useful to me: not yet", "When not to use it", WHEN_MISSED[0]):
        assert said in shown
    assert "Next: explained" in text_of(ruth.get(address(cast, "skills")))


def test_an_exercise_is_saved_unfinished_goes_on_and_is_taken_away_on_paper(cast, ruth, begun):
    at = address(cast, "skill_exercise", METER, "meter")
    sent = {"seen": 0, "moment-0-0": "The bus", "bands-1-0": "Hot face"}
    ruth.post(at, sent)
    shown = text_of(ruth.get(at))
    assert 'value="Hot face"' in shown
    assert "Still open: The last number at which I can still stop" in shown
    ruth.post(at, sent | {"seen": 1, "stop_at": "5"})
    paper = text_of(ruth.get(address(cast, "print_exercise", METER, "meter")))
    assert "3 or 4: annoyed: Hot face" in paper
    assert "My number" in paper
    assert SkillExercise.objects.count() == 2


def test_what_cannot_be_kept_is_said_at_its_place_and_everything_typed_is_still_there(cast, ruth, begun):
    answer = ruth.post(
        address(cast, "skill_exercise", METER, "meter"), {"seen": 0, "moment-0-0": "x" * 301, "bands-0-0": "Sighing"}
    )
    shown = text_of(answer)
    assert "There is a problem" in shown
    assert "longer than 300 letters" in shown
    assert "x" * 301 in shown
    assert 'value="Sighing"' in shown


def test_two_tabs_lose_nothing(cast, ruth, begun):
    at = address(cast, "skill_exercise", METER, "meter")
    ruth.post(at, {"seen": 0, "moment-0-0": "The bus"})
    shown = text_of(ruth.post(at, {"seen": 0, "moment-0-0": "The queue"}))
    assert "saved somewhere else meanwhile" in shown
    assert "The bus" in shown
    assert 'value="The queue"' in shown


def test_the_turned_screen_has_nothing_that_is_for_the_practitioner(cast, ruth, begun):
    module = MODULES[METER]
    shown = text_of(ruth.get(address(cast, "turn_exercise", METER, "meter")))
    assert module.exercises[0].say[0] in shown
    guidance = module.guidance
    for words in (guidance.purpose, *guidance.watch, *guidance.traps, *guidance.not_when, module.exercises[0].tip):
        assert words not in shown
    assert "Tomos" not in shown


def test_practice_is_written_down_and_looked_at_and_a_line_that_is_too_long_is_kept(cast, ruth, begun):
    at = address(cast, "skill", METER)
    sent = {"do": "practise", "sent": "00000000-0000-0000-0000-000000000001", "exercise": "meter", "how": "6"}
    sent |= day("tried_on", TODAY)
    assert "One line is enough" in text_of(ruth.post(at, sent | {"line": "y" * 201}))
    for _ in range(2):
        ruth.post(at, sent | {"line": "On the bus"})
    assert SkillPractice.objects.count() == 1
    assert "6 out of 10. “On the bus”" in text_of(ruth.get(at))


def test_a_stage_that_cannot_be_marked_says_why_at_its_place(cast, ruth, begun):
    sent = {"do": "stage", "stage": "3", "voice": "practitioner", "words": "Went well"} | day("on", TODAY)
    shown = text_of(ruth.post(address(cast, "skill", METER), sent))
    assert "First comes: shown" in shown
    assert "Went well" in shown


def test_what_is_kept_back_says_why_on_its_page_and_cannot_be_opened_or_begun(cast, ruth):
    at = address(cast, "skill", "time-out-together")
    shown = text_of(ruth.get(at))
    assert "Kept back, for staff only" in shown
    assert "Begin it together" not in shown
    ruth.post(at, {"do": "begin"})
    assert not Skill.objects.exists()
    Skill.objects.create(
        person_id=cast.person_id, module="time-out-together", begun_by=cast.practitioner, begun_at=START
    )
    for name in ("skill_exercise", "turn_exercise", "print_exercise"):
        answer = ruth.get(address(cast, name, "time-out-together", "terms"))
        assert answer.status_code == 404
        assert "abuse" not in text_of(answer)


@pytest.mark.parametrize("module", MODULES.values(), ids=list(MODULES))
def test_every_exercise_of_the_library_can_be_opened_and_saved_empty(cast, ruth, module):
    if module.involves_partner:
        return
    begin_skill(person_id=cast.person_id, module_id=module.id, by=actor_for(cast.practitioner), at=START)
    for one in module.exercises:
        at = address(cast, "skill_exercise", module.id, one.id)
        shown = text_of(ruth.get(at))
        names = re.findall(r'(?:input|select|textarea)[^>]*\bid="([^"]+)"', shown)
        assert len(names) == len(set(names))
        assert ruth.post(at, {"seen": 0}).status_code == 302


def test_a_service_offers_its_own_modules_and_hides_ours_but_not_from_whoever_began(
    cast, ruth, begun, settings, tmp_path
):
    documentation = (Path(__file__).parents[2] / "docs" / "skills.md").read_text(encoding="utf-8")
    shown = re.search(r"```toml\n(.*?)```", documentation, re.DOTALL)
    (tmp_path / "waiting.toml").write_text(shown[1], encoding="utf-8")
    settings.ALONGSIDE_SKILLS_DIR, settings.ALONGSIDE_SKILLS_HIDDEN = tmp_path, [METER, "cheap-meals"]
    page = text_of(ruth.get(address(cast, "skills")))
    assert "Sitting in a waiting room" in page
    assert MODULES["cheap-meals"].title not in page
    assert ruth.get(address(cast, "skill", "waiting-rooms")).status_code == 200
    assert ruth.get(address(cast, "skill", "cheap-meals")).status_code == 404
    assert ruth.get(address(cast, "skill", METER)).status_code == 200


def test_a_sheet_without_words_for_a_card_speaks_of_none(cast, ruth, begun):
    at = address(cast, "print_exercise", METER, "meter")
    assert "can be cut out" not in text_of(ruth.get(at))
    ruth.post(address(cast, "skill_exercise", METER, "meter"), {"seen": 0, "stop_at": "5", "bands-1-0": "Hot face"})
    assert "can be cut out" in text_of(ruth.get(at))


def test_what_a_skill_is_for_is_chosen_from_what_is_there_and_the_goal_shows_it(cast, ruth):
    about = {"person_id": cast.person_id, "by": actor_for(cast.practitioner), "at": START}
    put_goal(goal=Goal(UUID(int=9), "A calm week"), **about)
    put_on_map(node=node(1), **about)
    at = address(cast, "skill", METER)
    assert "A calm week" in text_of(ruth.get(at))
    ruth.post(at, {"do": "begin", "area": "relationships", "node": node(1).id, "goal": UUID(int=9)})
    shown = text_of(ruth.get(at)).split('id="for"')[1]
    for words in ("Relationships and the people around", node(1).words, "A calm week"):
        assert words in shown
    for page in (address(cast, "plan"), address(cast, "goal", UUID(int=9))):
        assert f'Skills that serve it: <a class="govuk-link" href="{at}">' in text_of(ruth.get(page))
    for page in ("turn_plan", "print_plan"):
        assert "Skills that serve it" not in text_of(ruth.get(address(cast, page)))
    ruth.post(at, {"do": "serves", "area": "", "node": "", "goal": ""})
    assert "Nobody has said yet which need" in text_of(ruth.get(at))
    assert "Choose one from the list" in text_of(ruth.post(at, {"do": "serves", "goal": "nonsense"}))


def test_one_next_step_is_on_top_and_what_is_written_about_a_skill_is_folded_until_it_is_wanted(cast, ruth, begun):
    at = address(cast, "skill", METER)
    shown = text_of(ruth.get(at))
    assert shown.index("Next: explained") < shown.index("Since you last met") < shown.index('id="exercises"')
    assert "Open: What each number feels like" in shown
    assert "open><summary" not in shown
    wrong = text_of(ruth.post(at, {"do": "stage"}))
    assert 'id="stage" open><summary' in wrong
    assert 'id="sure" open' not in wrong


def test_how_a_skill_has_gone_is_drawn_and_said_beside_it_and_told_day_by_day(cast, ruth, begun):
    at = address(cast, "skill", METER)
    page = text_of(ruth.get(address(cast, "skill_progress", METER)))
    assert '<svg class="app-line' not in page
    assert "Nothing has happened with it yet." in page
    ruth.post(at, {"do": "stage", "stage": "1", "voice": "practitioner", "words": "Said it"} | day("on", TODAY))
    ruth.post(at, {"do": "sure", "sure": "3", "sure_words": ""})
    sent = {"do": "practise", "sent": UUID(int=4), "exercise": "meter", "how": "6", "line": "On the bus"}
    ruth.post(at, sent | day("tried_on", TODAY))
    page = text_of(ruth.get(address(cast, "skill_progress", METER)))
    for words in ("Explained on 4 May 2026.", "One try in life is written down: 6 out of 10", "You said 3 out of 10"):
        assert words in page
    assert page.count('role="img"') == 3
    days = page.split('id="days"')[1]
    assert "A try in life: What each number feels like, 6 out of 10: On the bus" in days
    assert "Explained: Said it" in days


def test_how_a_skill_has_gone_is_not_there_for_one_that_was_not_begun(cast, ruth):
    assert ruth.get(address(cast, "skill_progress", METER)).status_code == 404


def test_the_offers_are_chosen_from_together_on_the_turned_screen_and_the_first_exercise_opens_there(cast, ruth):
    offers = address(cast, "turn_skills")
    assert "What would help you most this week?" in text_of(ruth.get(offers))
    put_on_map(
        node=Node(UUID(int=3), Place.SETS_OFF, "Being told off", NodeVoice.PERSON, Area.THINKING),
        person_id=cast.person_id, by=actor_for(cast.practitioner), at=START,
    )  # fmt: skip
    shown = text_of(ruth.get(offers))
    assert "On your map, under" in shown
    assert "Being told off" in shown
    for words in ("Tomos", "staff", "Kept back", "abuse"):
        assert words not in shown
    chosen = re.search(r'name="module" value="([^"]+)"', shown)[1]
    answer = ruth.post(offers, {"module": chosen})
    assert answer.headers["Location"] == address(cast, "turn_exercise", chosen, MODULES[chosen].exercises[0].id)
    assert Skill.objects.get().module == chosen
    assert "Go on with it" in text_of(ruth.get(offers))
    assert ruth.post(offers, {"module": "time-out-together"}).status_code == 200
    assert Skill.objects.count() == 1


def test_who_only_reads_skills_chooses_nothing(cast, sign_in, begun):
    marian = sign_in(cast.supervisor)
    assert "Begin this one" not in text_of(marian.get(address(cast, "turn_skills")))
    assert marian.post(address(cast, "turn_skills"), {"module": "worry"}).status_code == 404


def note(ruth, cast, **changed):
    sent = {"way": "to_person", "knowing": "suspected", "source": "Her neighbour rang us"} | day("on", TODAY)
    return ruth.post(address(cast, "skills_safety"), sent | changed)


def test_abuse_is_noted_each_way_with_how_it_is_known_and_the_page_says_where_to_turn(cast, ruth):
    page = text_of(ruth.get(address(cast, "skills_safety")))
    assert page.count("Not asked yet") == 2
    assert note(ruth, cast).status_code == 302
    page = text_of(ruth.get(address(cast, "skills_safety")))
    for words in (
        "Does somebody close hurt or control Tomos?",
        "Somebody close hurts or controls Tomos",
        "Suspected",
        "Her neighbour rang us",
        "Helpline",
    ):
        assert words in page
    kept = text_of(ruth.get(address(cast, "skill", "time-out-together")))
    assert "It is suspected that somebody close hurts or controls the person." in kept
    assert address(cast, "skills_safety") in kept


def test_when_both_ways_were_asked_and_nothing_points_to_it_two_people_may_begin(cast, ruth):
    for way in ("to_person", "by_person"):
        note(ruth, cast, way=way, knowing="nothing_found", source="Asked alone")
    shown = text_of(ruth.get(address(cast, "skill", "time-out-together")))
    assert "Begin it together" in shown
    assert "Kept back" not in shown


def test_a_note_without_how_it_is_known_or_of_a_day_to_come_is_refused_and_what_was_typed_stays(cast, ruth):
    assert "Write how you know" in text_of(note(ruth, cast, source=""))
    shown = text_of(note(ruth, cast, **day("on", TODAY + timedelta(days=1))))
    assert "Choose today or a day before today." in shown
    assert "Her neighbour rang us" in shown
    assert not AbuseNote.objects.exists()


def test_nothing_of_a_note_is_on_a_turned_screen_on_paper_or_on_the_persons_own_side(cast, ruth, begun):
    def seen():
        pages = [
            address(cast, "turn_skills"), address(cast, "turn_exercise", METER, "meter"), address(cast, "turn_plan"),
            address(cast, "print_exercise", METER, "meter"), address(cast, "skill_progress", METER),
        ]  # fmt: skip
        phone = open_own(door)
        texts = [ruth.get(page) for page in pages] + [phone.get(page) for page in ("/mine/", "/mine/practice/")]
        return [re.sub(r"csrf\S+|value=\S+|nonce\S+", "", text_of(text)) for text in texts]

    door = give_door(cast)
    before = seen()
    note(ruth, cast)
    text_of(ruth.get(address(cast, "skills_safety")))  # what was said of keeping it is read here
    after = seen()
    assert after == before
    for text in after:
        assert not re.search("abuse|neighbour|suspected", text, re.I)
