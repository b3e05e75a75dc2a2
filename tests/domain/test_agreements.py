"""What was asked and answered, and when a yes is a ground to pass something on."""

from datetime import date, timedelta
from hashlib import sha256

import pytest

from alongside.domain.agreements import (
    Answer,
    Given,
    InTheFuture,
    Matter,
    NothingToTakeBack,
    UntilIsOver,
    basis_of,
    check_answer,
    current_wording,
    find_wording,
    list_wordings,
    standing_of,
)
from alongside.domain.passing_on import (
    AlreadyTold,
    AnotherService,
    BeforeItWasPassedOn,
    Ground,
    NeedsLaw,
    NeedsReview,
    NeedsWords,
    NotAgreedThen,
    Step,
    Taken,
    Telling,
    check_ground,
    check_step,
    check_telling,
    telling_of,
)
from alongside.domain.passing_on import InTheFuture as NotYet

TODAY = date(2026, 5, 4)
DAY = timedelta(days=1)
YES = Given(Answer.YES, TODAY - 9 * DAY)
BACK = Given(Answer.WITHDRAWN, TODAY - 3 * DAY)
# The words that were shown are never changed in place: a better wording is the next version, and gets a line here.
KEPT_WORDINGS = {
    ("evaluation", "1", "cy"): "420bb59429ed",
    ("evaluation", "1", "en"): "1ebb07124a25",
    ("family", "1", "cy"): "39b512165820",
    ("family", "1", "en"): "fa9bca76a943",
    ("interpreter", "1", "cy"): "7777dbd29083",
    ("interpreter", "1", "en"): "e4e7d0128d80",
    ("photographs", "1", "cy"): "539c2963014e",
    ("photographs", "1", "en"): "5dd1a61ece39",
    ("sharing", "1", "cy"): "158c2dbfda57",
    ("sharing", "1", "en"): "60bcb7ed8dcc",
    ("text", "1", "cy"): "312ba04b18a2",
    ("text", "1", "en"): "a84b24d78302",
}


def test_the_last_answer_counts_and_a_yes_ends_with_its_last_day():
    assert standing_of([YES], today=TODAY).is_yes
    assert not standing_of([YES, BACK], today=TODAY).is_yes
    assert standing_of([YES, BACK, Given(Answer.YES, TODAY)], today=TODAY).is_yes
    until = Given(Answer.YES, TODAY - 9 * DAY, TODAY)
    assert standing_of([until], today=TODAY).is_yes
    assert standing_of([until], today=TODAY + DAY).is_over


@pytest.mark.parametrize("answer", [Answer.YES, Answer.NO, Answer.NOT_NOW])
@pytest.mark.parametrize("before", [(), (YES,), (YES, BACK), (Given(Answer.NO, TODAY),)])
def test_any_answer_may_follow_any_other(before, answer):
    check_answer(before, Given(answer, TODAY), today=TODAY)


def test_only_a_yes_is_taken_back_and_no_day_lies_ahead():
    check_answer([YES], Given(Answer.WITHDRAWN, TODAY), today=TODAY)
    for before in ([], [Given(Answer.NO, TODAY)], [YES, BACK]):
        with pytest.raises(NothingToTakeBack):
            check_answer(before, Given(Answer.WITHDRAWN, TODAY), today=TODAY)
    with pytest.raises(InTheFuture):
        check_answer([], Given(Answer.YES, TODAY + DAY), today=TODAY)
    with pytest.raises(UntilIsOver):
        check_answer([], Given(Answer.YES, TODAY, TODAY - DAY), today=TODAY)


@pytest.mark.parametrize("matter", list(Matter))
def test_each_matter_has_words_in_both_languages_and_its_law_beside_them(matter):
    for language in ("en-gb", "cy"):
        wording = current_wording(matter, language=language)
        assert wording.text.count("?") >= 1
        assert find_wording(matter, wording.version, language=language) == wording
    assert basis_of(matter).source
    assert find_wording(matter, "none", language="en") is None


def test_no_wording_was_changed_in_place():
    found = {
        (w.matter.value, w.version, w.language.value): sha256(w.text.encode()).hexdigest()[:12] for w in list_wordings()
    }
    assert found == KEPT_WORDINGS


def test_a_yes_is_a_ground_while_it_stands_and_for_the_service_it_was_said_for():
    check = {"given": [YES], "agreed_to": "Housing"}
    check_ground(Ground.AGREEMENT, on=TODAY, to=" housing ", **check)
    with pytest.raises(AnotherService):
        check_ground(Ground.AGREEMENT, on=TODAY, to="The police", **check)
    with pytest.raises(NotAgreedThen):
        check_ground(Ground.AGREEMENT, on=TODAY - 10 * DAY, to="Housing", **check)


def test_a_yes_that_was_taken_back_is_no_ground_from_that_day_on():
    for day, is_ground in ((4, True), (3, False), (2, False), (0, False)):
        answers = {"given": [YES, BACK], "agreed_to": "Housing"}
        if is_ground:
            check_ground(Ground.AGREEMENT, on=TODAY - day * DAY, to="Housing", **answers)
        else:
            with pytest.raises(NotAgreedThen):
                check_ground(Ground.AGREEMENT, on=TODAY - day * DAY, to="Housing", **answers)


@pytest.mark.parametrize("answer", [Answer.NO, Answer.NOT_NOW, Answer.WITHDRAWN])
def test_nothing_but_a_yes_is_a_ground(answer):
    with pytest.raises(NotAgreedThen):
        check_ground(Ground.AGREEMENT, on=TODAY, to="Housing", given=[Given(answer, TODAY - DAY)], agreed_to="Housing")
    with pytest.raises(NotAgreedThen):
        check_ground(Ground.AGREEMENT, on=TODAY, to="Housing", agreed_to="Housing")


def test_a_law_is_a_ground_without_a_yes_and_another_law_has_a_name():
    check_ground(Ground.COURT, on=TODAY, to="A court")
    check_ground(Ground.OTHER_LAW, on=TODAY, to="The council", law="Care Act 2014, section 45")
    with pytest.raises(NeedsLaw):
        check_ground(Ground.OTHER_LAW, on=TODAY, to="The council", law=" ")


def test_who_is_not_told_yet_is_asked_about_again_within_ninety_days():
    said = {"told_on": None, "why_not": "It would tip somebody off", "on": TODAY, "today": TODAY}
    check_telling(review_on=TODAY + 90 * DAY, **said)
    for review_on in (None, TODAY, TODAY + 91 * DAY):
        with pytest.raises(NeedsReview):
            check_telling(review_on=review_on, **said)
    with pytest.raises(NeedsWords):
        check_telling(review_on=TODAY + DAY, **(said | {"why_not": " "}))
    check_telling(told_on=TODAY - DAY, why_not="", review_on=None, on=TODAY, today=TODAY)
    for wrong in ({"told_on": TODAY + DAY}, {"told_on": TODAY, "on": TODAY + DAY}):
        with pytest.raises(NotYet):
            check_telling(**({"why_not": "", "review_on": None, "on": TODAY, "today": TODAY} | wrong))


def test_whoever_was_told_stays_told():
    taken = [Taken(Step.KEPT_BACK, TODAY, TODAY + DAY), Taken(Step.CAME_BACK, TODAY)]
    assert telling_of(taken) == Telling(None, TODAY + DAY)
    assert telling_of(taken).is_late(today=TODAY + 2 * DAY)
    assert not telling_of(taken).is_late(today=TODAY + DAY)
    told = [*taken, Taken(Step.TOLD, TODAY), Taken(Step.KEPT_BACK, TODAY, TODAY + DAY)]
    assert telling_of(told) == Telling(TODAY, None)


def test_what_may_come_after():
    now, day = Telling(None, TODAY + DAY), {"passed_on": TODAY - DAY, "today": TODAY}
    check_step(now, Step.TOLD, on=TODAY, words="", review_on=None, **day)
    check_step(now, Step.KEPT_BACK, on=TODAY, words="The enquiry goes on", review_on=TODAY + 30 * DAY, **day)
    for raises, step, on, words in (
        (NeedsWords, Step.CAME_BACK, TODAY, " "), (NeedsWords, Step.CORRECTED, TODAY, ""),
        (NotYet, Step.TOLD, TODAY + DAY, ""), (BeforeItWasPassedOn, Step.TOLD, TODAY - 2 * DAY, ""),
        (NeedsReview, Step.KEPT_BACK, TODAY, "It goes on"),
    ):  # fmt: skip
        with pytest.raises(raises):
            check_step(now, step, on=on, words=words, review_on=None, **day)
    for step in (Step.TOLD, Step.KEPT_BACK):
        with pytest.raises(AlreadyTold):
            check_step(Telling(TODAY, None), step, on=TODAY, words="No", review_on=TODAY + DAY, **day)
