"""How a skill has gone, in words: stages, tries and how sure, and nothing made of them."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from alongside.domain.assessment import Voice
from alongside.domain.skills import Move, Path, Practice, Stage, Sureness, say_practice, say_stages, tell

MONDAY, DAY = date(2026, 5, 4), timedelta(days=1)
SENT = datetime(2026, 5, 30, tzinfo=UTC)


def move(stage, days, words=""):
    useful = 7 if stage is Stage.USEFUL else None
    return Move(stage, MONDAY + days * DAY, Voice.PERSON, words, useful)


def tried(days, how, **more):
    return Practice(UUID(int=days + 1), "anger-meter", "meter", MONDAY + days * DAY, SENT, how, **more)


def test_a_stage_gone_through_again_is_told_with_its_first_day_and_what_is_missing_is_still_to_come():
    path = Path((move(Stage.EXPLAINED, 0), move(Stage.IN_LIFE, 2), move(Stage.EXPLAINED, 9)))
    said = say_stages(path)
    assert said.startswith("Explained on 4 May 2026. Tried in life on 6 May 2026. Still to come: shown,")
    assert "13 May" not in said
    assert say_stages(Path()).startswith("Still to come: explained, shown")
    assert "Still" not in say_stages(Path(tuple(move(stage, 0) for stage in Stage)))


def test_tries_are_counted_and_the_first_and_the_last_are_told_without_an_average():
    assert say_practice(()) == "No try in life is written down yet."
    assert say_practice((tried(0, 6),)) == "One try in life is written down: 6 out of 10, on 4 May 2026."
    said = say_practice((tried(0, 6), tried(3, 2), tried(8, 7)))
    for words in ("3 tries", "6 out of 10, on 4 May 2026", "The last went 7, on 12 May 2026", "no mark"):
        assert words in said


def test_everything_is_told_by_day_with_what_was_tried_and_who_wrote_it():
    told = tell(
        Path((move(Stage.USEFUL, 9, "At work"),)), (Sureness(MONDAY, 3),),
        (tried(2, 6, words="On the bus", own=True), tried(4, 5)), titles={"meter": "What each number feels like"},
    )  # fmt: skip
    assert [(one.what, one.words, one.own) for one in told] == [
        ("How sure: 3 out of 10", "", False),
        ("A try in life: What each number feels like, 6 out of 10", "On the bus", True),
        ("A try in life: What each number feels like, 5 out of 10", "", False),
        ("Useful to me, 7 out of 10", "At work", False),
    ]
