"""An exercise is done field by field, kept unfinished, taken away, and never changed by a later version of its module."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.domain.skills import (
    CannotKeep,
    begin,
    card_of,
    reason_to_stop,
    shipped_modules,
    still_open,
    take_away,
    write,
)
from tests.domain.skills.made_up import module

QUEUE = module()
LOOK, WAIT = QUEUE.exercises
FULL = {
    "where": ((" The post office ",),),
    "how": (("7",),),
    "more": (("count",), ("sing",)),
    "seen": (("Calm feet",),),
}


def cell(written):
    return written.grid[0][0]


def test_what_was_typed_is_kept_without_blank_edges_and_what_was_chosen_in_the_words_that_were_seen():
    done = write(QUEUE, LOOK, FULL)
    assert cell(done.find("where")) == "The post office"
    assert done.find("more").grid == (("Counting",), ("Singing",))
    assert still_open(LOOK, done) == ()


def test_an_exercise_that_was_interrupted_is_kept_and_says_what_is_still_open():
    done = write(QUEUE, LOOK, {"how": (("0",),)})
    assert cell(done.find("how")) == "0"
    assert [each.key for each in still_open(LOOK, done)] == ["where"]
    assert still_open(LOOK, write(QUEUE, LOOK, {"where": (("   ",),)}))


WRONG = [
    ({"where": (("x" * 301,),)}, "where", "longer than 300"),
    ({"seen": (("x" * 5001,),)}, "seen", "longer than 5000"),
    ({"how": (("11",),)}, "how", "from 0 to 10"),
    ({"how": (("seven",),)}, "how", "from 0 to 10"),
    ({"how": (("7.5",),)}, "how", "from 0 to 10"),
    ({"more": (("dance",),)}, "more", "answers that are there"),
]


@pytest.mark.parametrize(("typed", "key", "says"), WRONG, ids=[f"{key}-{says}" for _, key, says in WRONG])
def test_what_cannot_be_kept_is_said_at_its_place(typed, key, says):
    with pytest.raises(CannotKeep) as wrong:
        write(QUEUE, LOOK, typed)
    assert set(wrong.value.wrong) == {key}
    assert says in wrong.value.wrong[key]


def test_everything_that_is_wrong_is_said_at_once():
    with pytest.raises(CannotKeep) as wrong:
        write(QUEUE, LOOK, {"how": (("12",),), "more": (("dance",),), "where": (("Post office",),)})
    assert set(wrong.value.wrong) == {"how", "more"}


def test_more_rows_or_cells_than_there_is_room_for_are_refused_and_empty_rows_take_no_room():
    row = ("If it is long", "then I count")
    assert len(write(QUEUE, WAIT, {"plan": (row, ("", " "), row)}).find("plan").grid) == 2
    with pytest.raises(CannotKeep, match="room for 2"):
        write(QUEUE, WAIT, {"plan": (row, row, row)})
    with pytest.raises(CannotKeep, match="more here"):
        write(QUEUE, WAIT, {"sides": (("a", "b", "c"), ("d", "e"))})


def test_four_cells_keep_their_places_when_some_are_empty():
    sides = write(QUEUE, WAIT, {"sides": (("", "Boring"), ("", ""))}).find("sides")
    assert sides.grid == (("", "Boring"), ("", ""))
    assert (sides.columns, sides.rows) == (("Good", "Not so good"), ("Stay", "Go"))


def test_early_signs_go_on_into_the_plan():
    anger = next(found for found in shipped_modules() if found.id == "anger-meter")
    signs = write(anger, anger.find("signs"), {"first": (("Tight jaw",),)})
    plan = begin(anger, anger.find("plan"), before=[signs])
    assert cell(plan.find("first")) == "Tight jaw"
    assert plan.find("steps").is_empty


def test_the_person_takes_away_what_was_written_and_a_card_that_says_less():
    done = write(QUEUE, LOOK, FULL)
    assert [part.key for part in take_away(LOOK, done).parts] == ["where", "how", "more"]
    card = card_of(LOOK, done)
    assert (card.title, [part.key for part in card.parts]) == ("Where", ["where"])
    assert take_away(LOOK, begin(QUEUE, LOOK)).parts == ()


def test_what_is_kept_apart_is_for_staff_alone():
    apart = module(voice='"practitioner"\napart = true')
    done = write(apart, apart.find("look"), FULL)
    assert cell(done.find("seen")) == "Calm feet"
    assert [each.key for each in done.as_turned().written] == ["where", "how", "more"]


def test_whoever_says_that_the_other_one_may_not_feel_free_to_say_no_is_stopped_and_loses_nothing():
    together = next(found for found in shipped_modules() if found.id == "time-out-together")
    terms = together.find("terms")
    typed = {"who": (("My cousin",),), "free": (("unsure",),)}
    done = write(together, terms, typed)
    assert reason_to_stop(terms, done).startswith("Then this is not for now.")
    assert cell(done.find("who")) == "My cousin"
    assert reason_to_stop(terms, write(together, terms, typed | {"free": (("yes",),)})) == ""


def test_what_was_written_says_what_was_asked_then_when_the_module_says_something_else_now():
    done = write(QUEUE, LOOK, FULL)
    later = module(version='"4"', label='"Which queue"')
    assert (done.version, done.find("where").label) == ("3", "Where it is")
    assert take_away(later.find("look"), done).parts[0].label == "Where it is"


@given(st.text(max_size=300))
def test_no_word_is_lost_whatever_the_script_or_sign(words):
    assert cell_or_nothing(write(QUEUE, LOOK, {"where": ((words,),)}).find("where")) == words.strip()


def cell_or_nothing(written):
    return cell(written) if written.grid else ""
