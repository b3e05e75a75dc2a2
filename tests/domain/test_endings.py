"""An ending: its steps, the letter that is fixed once given, the door that has to be said, and how it came about."""

from datetime import date, timedelta

import pytest

from alongside.domain import endings as ends
from alongside.domain.endings import (
    GOOD_TIME,
    LONGEST,
    LONGEST_LETTER,
    PAIRS,
    Ending,
    HasEnded,
    Held,
    InTheFuture,
    LetterGiven,
    LetterNotGiven,
    NeedsDoor,
    NeedsWords,
    NotEnded,
    Reason,
    Stage,
    Step,
    StepsLeft,
    Timing,
    WordsTooLong,
    differences,
    last_day_of,
    timing_of,
)

TODAY, DAY = date(2026, 5, 4), timedelta(days=1)
NEW = Ending(TODAY, TODAY + 60 * DAY)
WORDS = {
    Step.TAKE: {"skills": "  Counting\r\n\r\nWalking off  "},
    Step.SIGNS: {"mine": "A tight jaw"},
    Step.CALL: {"people": "Nan"},
    Step.ON_TRACK: {"if_1": "Dean rings", "then_1": "I let it ring"},
    Step.REVIEW: {"well": "You listened", "well_worker": "You came back"},
}


def written(ending=NEW):
    for step, words in WORDS.items():
        ending = ends.write_step(ending, step, words, today=TODAY)
    return ending


def done():
    ending = ends.write_letter(written(), "Dear Tomos")
    ending = ends.give_letter(ending, TODAY, "In his hand", by="Ruth", today=TODAY)
    ending = ends.say_goodbye(ending, TODAY, Held.HELD, "", today=TODAY)
    return ends.say_door(ending, True, "Ring the front desk, any weekday", today=TODAY)


def said(before, after):
    return [(one.said, one.words, one.before) for one in differences(before, after)]


@pytest.mark.parametrize(
    ("last_day", "timing"),
    [
        (None, Timing.NO_DAY),
        (TODAY - DAY, Timing.GONE_BY),
        (TODAY, Timing.TIME),
        (TODAY + GOOD_TIME, Timing.TIME),
        (TODAY + GOOD_TIME + DAY, Timing.EARLY),
    ],
)
def test_it_is_time_to_begin_twelve_weeks_before_the_last_day(last_day, timing):
    assert timedelta(weeks=12) == GOOD_TIME
    assert timing_of(last_day, today=TODAY) is timing


def test_the_work_ends_with_the_later_of_two_orders_and_not_while_one_of_them_has_no_last_day():
    assert last_day_of([TODAY, TODAY + DAY]) == TODAY + DAY
    assert last_day_of([TODAY, None]) is None
    assert last_day_of([]) is None


def test_every_step_says_what_it_is_for_and_every_pair_is_of_its_fields():
    assert all(step.heading and step.about for step in Step)
    assert [step for step in Step if not step.fields] == [Step.LETTER, Step.GOODBYE]
    for step, pairs in PAIRS.items():
        assert [field.key for field in step.fields] == [key for _, *keys in pairs for key in keys]
    assert all(field.of_worker == field.key.endswith("_worker") for step in Step for field in step.fields)


def test_what_is_written_keeps_its_lines_and_a_step_is_done_with_any_word_of_it():
    ending = written()
    assert ending.written(Step.TAKE).words["skills"] == "Counting\nWalking off"
    assert ending.to_come == (Step.LETTER, Step.GOODBYE)
    assert ending.stage_of(Step.TAKE) is Stage.DONE
    with pytest.raises(NeedsWords):
        ends.write_step(NEW, Step.TAKE, {"skills": "  "}, today=TODAY)
    with pytest.raises(WordsTooLong):
        ends.write_step(NEW, Step.TAKE, {"skills": "x" * (LONGEST + 1)}, today=TODAY)


def test_a_step_is_left_out_with_a_reason_and_taken_in_again_without_losing_a_word():
    with pytest.raises(NeedsWords):
        ends.skip_step(written(), Step.TAKE, " ", today=TODAY)
    ending = ends.skip_step(written(), Step.TAKE, "She did not want to", today=TODAY)
    assert ending.stage_of(Step.TAKE) is Stage.SKIPPED
    assert ending.written(Step.TAKE).words["skills"] == "Counting\nWalking off"
    again = ends.write_step(ending, Step.TAKE, WORDS[Step.TAKE], today=TODAY)
    assert again.stage_of(Step.TAKE) is Stage.DONE
    skipped = ends.skip_step(ends.skip_step(NEW, Step.LETTER, "No", today=TODAY), Step.GOODBYE, "No", today=TODAY)
    back = ends.say_goodbye(ends.write_letter(skipped, "Dear"), TODAY + DAY, Held.NOT_YET, "", today=TODAY)
    assert {back.stage_of(Step.LETTER), back.stage_of(Step.GOODBYE)} == {Stage.TO_COME}


def test_a_letter_is_a_draft_until_it_is_given_and_then_only_something_beside_it_is_written():
    draft = ends.write_letter(NEW, "Dear Tomos,\r\n\r\nyou came back.")
    assert draft.letter.text == "Dear Tomos,\n\nyou came back."
    with pytest.raises(LetterNotGiven):
        ends.put_beside(draft, "It was March", by="Ruth", today=TODAY)
    given = ends.give_letter(draft, TODAY - DAY, "By post", by="Ruth", today=TODAY)
    for act in (
        lambda: ends.write_letter(given, "Other"),
        lambda: ends.give_letter(given, TODAY, "Again", by="Ruth", today=TODAY),
        lambda: ends.skip_step(given, Step.LETTER, "No", today=TODAY),
    ):
        with pytest.raises(LetterGiven):
            act()
    beside = ends.put_beside(given, "It was March", by="Ruth", today=TODAY)
    assert ends.put_beside(beside, "It was March", by="Ruth", today=TODAY) == beside
    assert (beside.letter.text, [one.words for one in beside.letter.beside]) == (draft.letter.text, ["It was March"])


def test_a_letter_is_not_given_empty_without_how_or_on_a_day_to_come():
    draft = ends.write_letter(NEW, "Dear Tomos")
    for ending, on, how, error in (
        (NEW, TODAY, "By post", NeedsWords),
        (draft, TODAY, "", NeedsWords),
        (draft, TODAY + DAY, "By post", InTheFuture),
    ):
        with pytest.raises(error):
            ends.give_letter(ending, on, how, by="Ruth", today=TODAY)
    with pytest.raises(WordsTooLong):
        ends.write_letter(NEW, "x" * (LONGEST_LETTER + 1))


def test_a_goodbye_has_a_day_and_one_that_did_not_come_about_says_why():
    planned = ends.say_goodbye(NEW, TODAY + DAY, Held.NOT_YET, "", today=TODAY)
    assert planned.stage_of(Step.GOODBYE) is Stage.TO_COME
    with pytest.raises(InTheFuture):
        ends.say_goodbye(planned, TODAY + DAY, Held.HELD, "", today=TODAY)
    with pytest.raises(NeedsWords):
        ends.say_goodbye(planned, TODAY, Held.NOT_HELD, "", today=TODAY)
    missed = ends.say_goodbye(planned, TODAY, Held.NOT_HELD, "He did not come", today=TODAY)
    assert missed.stage_of(Step.GOODBYE) is Stage.SKIPPED
    assert Step.GOODBYE in missed.not_done


def test_it_ends_as_planned_when_the_door_is_said_and_nothing_is_left_to_come():
    with pytest.raises(NeedsDoor):
        ends.end_as_planned(written(), TODAY, today=TODAY)
    with pytest.raises(StepsLeft) as met:
        ends.end_as_planned(ends.say_door(written(), False, "No", today=TODAY), TODAY, today=TODAY)
    assert met.value.steps == (Step.LETTER, Step.GOODBYE)
    with pytest.raises(InTheFuture):
        ends.end_as_planned(done(), TODAY + DAY, today=TODAY)
    over = ends.end_as_planned(done(), TODAY, today=TODAY)
    assert (over.is_going, over.ended.missed, over.ended.reason) == (False, (), None)


def test_the_door_cannot_be_left_without_a_sentence_and_can_be_put_right_after_the_end():
    for is_open in (True, False):
        with pytest.raises(NeedsWords):
            ends.say_door(NEW, is_open, "  ", today=TODAY)
    over = ends.end_as_planned(done(), TODAY, today=TODAY)
    assert not ends.say_door(over, False, "The service closes in June", today=TODAY).door.is_open
    assert ends.say_door(over, True, "Ring the front desk, any weekday", today=TODAY + DAY) == over


def test_an_ending_that_came_unplanned_says_what_did_not_come_about_and_a_letter_can_still_follow():
    half = ends.write_step(NEW, Step.TAKE, WORDS[Step.TAKE], today=TODAY)
    with pytest.raises(NeedsDoor):
        ends.end_early(half, TODAY, Reason.RECALL, "We never looked back", today=TODAY)
    half = ends.say_door(half, True, "When he is out", today=TODAY)
    with pytest.raises(InTheFuture):
        ends.end_early(half, TODAY + DAY, Reason.RECALL, "We never looked back", today=TODAY)
    with pytest.raises(NeedsWords):
        ends.end_early(half, TODAY, Reason.RECALL, "", today=TODAY)
    over = ends.end_early(half, TODAY - DAY, Reason.RECALL, "We never looked back", today=TODAY)
    assert over.ended.missed == (Step.SIGNS, Step.CALL, Step.ON_TRACK, Step.REVIEW, Step.LETTER, Step.GOODBYE)
    assert over.planned_on == NEW.planned_on
    letter = ends.give_letter(ends.write_letter(over, "Dear"), TODAY, "By post to the prison", by="Ruth", today=TODAY)
    assert (letter.letter.is_given, letter.ended) == (True, over.ended)


def test_no_door_is_asked_for_when_somebody_died():
    over = ends.end_early(NEW, TODAY, Reason.DIED, "He died on Sunday. His mother rang.", today=TODAY)
    assert (over.door, over.ended.reason) == (None, Reason.DIED)


def test_what_is_over_is_not_worked_on_any_more_until_it_is_taken_up_again():
    over = ends.end_as_planned(done(), TODAY, today=TODAY)
    for act in (
        lambda: ends.write_step(over, Step.TAKE, WORDS[Step.TAKE], today=TODAY),
        lambda: ends.skip_step(over, Step.TAKE, "No", today=TODAY),
        lambda: ends.say_goodbye(over, TODAY, Held.HELD, "", today=TODAY),
        lambda: ends.end_as_planned(over, TODAY, today=TODAY),
        lambda: ends.end_early(over, TODAY, Reason.OTHER, "x", today=TODAY),
        lambda: ends.set_last_day(over, TODAY),
    ):
        with pytest.raises(HasEnded):
            act()
    assert ends.take_up_again(over) == done()
    with pytest.raises(NotEnded):
        ends.take_up_again(done())
    assert all(reason.label for reason in Reason)


def test_the_history_says_each_change_in_words_and_nothing_of_a_draft():
    assert said(None, NEW) == [("The ending was begun", "", ""), ("The last day", "3 July 2026", "no day")]
    assert said(None, Ending(TODAY, was_planned=False))[0][0] == "An ending that was not planned"
    one = ends.set_last_day(ends.skip_step(NEW, Step.CALL, "On the card", today=TODAY), None)
    assert said(NEW, one) == [
        ("The last day", "no day", "3 July 2026"), ("“Who I call” is left out", "On the card", ""),
    ]  # fmt: skip
    two = ends.write_step(one, Step.CALL, {"people": "Nan"}, today=TODAY)
    assert said(one, two) == [("Who I call", "Nan", ""), ("“Who I call” is not left out any more", "", "")]
    three = ends.write_letter(two, "A secret for now")
    assert said(two, three) == [("The draft of the letter was changed", "", "")]
    four = ends.give_letter(three, TODAY, "By post", by="Ruth", today=TODAY)
    five = ends.put_beside(four, "It was March", by="Ruth", today=TODAY)
    assert said(three, five) == [
        ("The letter was given", "4 May 2026: By post", ""), ("Put beside the letter", "It was March", ""),
    ]  # fmt: skip
    six = ends.say_goodbye(five, TODAY, Held.NOT_HELD, "No train", today=TODAY)
    six = ends.say_door(six, True, "Ring", today=TODAY)
    assert said(five, six) == [
        ("The goodbye", "4 May 2026, it did not come about: No train", ""), ("The door", "Open: Ring", ""),
    ]  # fmt: skip
    seven = ends.end_early(six, TODAY, Reason.MOVED, "To Leeds", today=TODAY)
    assert said(six, seven) == [("It ended on 4 May 2026: Moved away", "To Leeds", "")]
    assert said(seven, six) == [("Taken up again: it had not ended", "", "")]
    assert said(done(), ends.end_as_planned(done(), TODAY, today=TODAY)) == [("It ended as planned", "4 May 2026", "")]
    closed = ends.say_door(six, False, "No", today=TODAY)
    assert said(six, closed) == [("The door", "Closed: No", "Open: Ring")]
    held = ends.say_goodbye(six, TODAY, Held.HELD, "", today=TODAY)
    assert said(six, held) == [
        ("The goodbye", "4 May 2026, it was held", "4 May 2026, it did not come about: No train")
    ]
