"""How a skill moves from explained to useful, and what is practised in between: late, twice or not at all."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from alongside.domain.assessment import Voice
from alongside.domain.skills import (
    Added,
    CannotLog,
    CannotMove,
    Move,
    NotFromNoughtToTen,
    Path,
    Practice,
    Stage,
    Sureness,
    add_practice,
    ask_about,
    ask_next,
    check_practice,
    is_only_talked_about,
    move_on,
    next_stage,
    say_change,
    to_review,
)

TODAY = date(2026, 5, 20)
NOTHING_YET = Path()
STAFF, PERSON = Voice.PRACTITIONER, Voice.PERSON
WHOLE = [
    Move(Stage.EXPLAINED, TODAY, STAFF), Move(Stage.SHOWN, TODAY, STAFF), Move(Stage.TRIED, TODAY, STAFF, "Kept walking"),
    Move(Stage.IN_LIFE, TODAY, PERSON, "At the bus stop"), Move(Stage.USEFUL, TODAY, PERSON, useful=8),
]  # fmt: skip


def walk(*moves, path=NOTHING_YET):
    for move in moves:
        path = move_on(path, move, today=TODAY)
    return path


def test_a_skill_goes_through_five_stages_and_each_asks_for_the_next():
    path, asked = Path(), []
    for move in WHOLE:
        assert next_stage(path) is move.stage
        asked.append(ask_next(path))
        path = walk(move, path=path)
    assert (next_stage(path), path.furthest, path.useful) == (None, Stage.USEFUL, 8)
    assert len({*asked, ask_next(path)}) == 6
    assert "Try it now, here" in asked[2]


REFUSED = [
    ((), Move(Stage.SHOWN, TODAY, STAFF), "First comes: explained"),
    (WHOLE[:1], Move(Stage.TRIED, TODAY, STAFF, "Well"), "First comes: shown"),
    (WHOLE[:3], Move(Stage.USEFUL, TODAY, PERSON, useful=9), "First comes: tried in life"),
    (WHOLE[:2], Move(Stage.TRIED, TODAY, STAFF, " "), "what the feedback was"),
    (WHOLE[:3], Move(Stage.IN_LIFE, TODAY, STAFF), "Only the person"),
    (WHOLE[:4], Move(Stage.USEFUL, TODAY, STAFF, useful=9), "Only the person"),
    (WHOLE[:4], Move(Stage.USEFUL, TODAY, PERSON), "how useful"),
    (WHOLE[:4], Move(Stage.USEFUL, TODAY, PERSON, useful=11), "from 0 to 10"),
    ((), Move(Stage.EXPLAINED, TODAY + timedelta(1), STAFF), "today or a day before"),
]


@pytest.mark.parametrize(("before", "move", "says"), REFUSED, ids=[says for _, _, says in REFUSED])
def test_a_stage_that_does_not_follow_is_refused_with_what_comes_first(before, move, says):
    with pytest.raises(CannotMove, match=says):
        walk(*before, move)


def test_life_does_not_wait_and_the_rehearsal_is_still_asked_for():
    path = walk(WHOLE[0], Move(Stage.IN_LIFE, TODAY, PERSON))
    assert path.furthest is Stage.IN_LIFE
    assert next_stage(path) is Stage.SHOWN


def test_going_back_takes_nothing_away_and_a_late_entry_stands_on_its_day():
    path = walk(*WHOLE, Move(Stage.SHOWN, TODAY, STAFF), Move(Stage.EXPLAINED, TODAY - timedelta(7), STAFF))
    assert path.furthest is Stage.USEFUL
    assert len(path.moves) == 7
    assert path.moves[0].on == TODAY - timedelta(7)


def test_a_skill_that_is_talked_about_again_and_again_is_named_as_that_until_it_is_tried():
    talked = walk(WHOLE[0], WHOLE[1], WHOLE[1])
    assert is_only_talked_about(talked)
    assert ask_next(talked).startswith("You have talked about this more than once")
    assert "Try it now, here" in ask_next(talked)
    assert not is_only_talked_about(walk(WHOLE[2], path=talked))
    assert not is_only_talked_about(walk(*WHOLE[:2]))


MONDAY = datetime(2026, 5, 18, 19, 0, tzinfo=UTC)
ONE = Practice(UUID(int=1), "anger-meter", "plan", MONDAY.date(), MONDAY, 6, "Walked round the block")


def test_a_practice_is_what_how_and_one_line():
    assert check_practice(replace(ONE, words=" Walked\n round  the block "), today=TODAY) == ONE
    for change, field in [({"how": 11}, "how"), ({"on": date(2026, 5, 21)}, "on"), ({"words": "x" * 201}, "words")]:
        with pytest.raises(CannotLog) as wrong:
            check_practice(replace(ONE, **change), today=TODAY)
        assert wrong.value.field == field


def test_a_practice_sent_twice_is_there_once_and_two_of_one_day_are_two():
    log, first = add_practice((), ONE)
    log, again = add_practice(log, replace(ONE, sent_at=MONDAY + timedelta(minutes=1)))
    log, told = add_practice(log, replace(ONE, sent_id=UUID(int=2), words="walked round the BLOCK"))
    log, other = add_practice(log, replace(ONE, sent_id=UUID(int=3), words="Rang Mo"))
    assert [first, again, told, other] == [Added.KEPT, Added.THERE_ALREADY, Added.THERE_ALREADY, Added.KEPT_BESIDE]
    assert [each.words for each in log] == ["Walked round the block", "Rang Mo"]


def test_two_without_a_word_on_one_day_are_two_unless_they_are_one_form():
    bare = replace(ONE, words="")
    log, _ = add_practice((), bare)
    assert add_practice(log, bare)[1] is Added.THERE_ALREADY
    assert add_practice(log, replace(bare, sent_id=UUID(int=2)))[1] is Added.KEPT_BESIDE


def test_what_is_sent_late_is_kept_on_its_day_and_still_looked_at_next_time():
    met = MONDAY + timedelta(days=1)
    late = replace(ONE, sent_id=UUID(int=4), on=MONDAY.date() - timedelta(5), sent_at=met + timedelta(hours=2))
    log, _ = add_practice((ONE,), late)
    assert [each.on for each in log] == [late.on, ONE.on]
    assert late.is_late
    assert not ONE.is_late
    assert to_review(log, last_met_at=met) == (late,)
    assert to_review(log, last_met_at=None) == log


def test_a_week_without_practice_is_met_with_curiosity_and_never_with_why_not():
    missed, practised = " ".join(ask_about(())), ask_about((ONE,))
    assert practised[0] == "What did you notice?"
    assert "let it go" in missed
    for reproach in ("why not", "didn’t", "did not", "fail", "should", "must"):
        assert reproach not in missed.casefold()


def test_how_sure_somebody_is_is_said_first_and_last_and_less_is_not_called_worse():
    def said(*values):
        return say_change([Sureness(TODAY + timedelta(day), value) for day, value in enumerate(values)])

    assert said() == "Not asked yet."
    assert said(4).startswith("You said 4 out of 10")
    assert said(3, 9, 6) == "You began at 3 out of 10. Now you say 6. What made the difference?"
    assert "shows how hard it is" in said(7, 4)
    assert "one more" in said(5, 5)
    assert say_change([Sureness(TODAY, 6), Sureness(TODAY - timedelta(9), 3)]).startswith("You began at 3")
    with pytest.raises(NotFromNoughtToTen):
        Sureness(TODAY, 11)
