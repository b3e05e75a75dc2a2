"""What to do about a strain: a way to open it, the steps of putting it right, and the next one.

Source of the order: 134 experts agreed on making room for the experience and exploring the rupture in the session, and
on leaving change-oriented work, such as pointing out a pattern, for later sessions (PMC5966286). The wording is ours.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from alongside.domain.strains.detection import StrainReason
from alongside.domain.strains.power_events import PowerEvent, PowerEventKind
from alongside.domain.strains.repair import Repair, RepairState

THEN_WAIT = "Then wait. You do not need to explain anything yet."


@dataclass(frozen=True, slots=True)
class GuideStep:
    """One step of putting a strain right: what to do, and how."""

    title: str
    how: str


def guide_repair(*, person_name: str) -> tuple[GuideStep, ...]:
    """The five steps, in their order: hear it first, and leave the pattern for another day."""
    return (
        GuideStep("Hear it", f"What it was like for {person_name}. Say it back in their words."),
        GuideStep("Own your part", "What you did, or did not do. Say it plainly, without a but."),
        GuideStep("Say what is fixed and what is not", "What has to stand, and what the two of you can change."),
        GuideStep("Agree one thing each", "A promise with a date, on both sides."),
        GuideStep("Leave the bigger pattern for another day", "Today is about the two of you."),
    )


def suggest_openings(
    *, reasons: Sequence[StrainReason] = (), power_events: Sequence[PowerEvent] = (), began_on: date
) -> tuple[str, ...]:
    """Ways to open it in the practitioner's voice, the one that fits best first.

    A use of authority before it comes first, the latest of them. None of them names a mark: nobody should have to
    defend an answer they were told could be low.
    """
    before = [event for event in power_events if event.on <= began_on]
    found = [_AFTER[event.kind] for event in sorted(before, key=lambda event: event.on, reverse=True)[:1]]
    if StrainReason.FELT_OFF in reasons:
        found.append("You marked that something was off. Thank you for saying so. I would like to hear what it was.")
    return (*found, *_ALWAYS)


def suggest_next_step(
    *, person_name: str, is_talked_about: bool, is_tried: bool, is_answered_here: bool, repair: Repair
) -> str:
    """The one thing to do next, in a sentence. `is_answered_here` is whether the reader's side said if it helped.

    It never tells whether the person has answered before both have.
    """
    if repair.is_said_by_both:
        return _AFTER_BOTH[repair.state]
    if not is_talked_about and not is_tried:
        return f"Make room to hear how it was for {person_name}. Ask, and then wait."
    if not is_tried:
        return "Own your part, and agree one small thing each."
    if not is_answered_here:
        return f"Say whether it helped. {person_name} is asked on their own side, the next time they check in."
    if repair.ask_about_supervision:
        return "It has been open for some time. Would it help to take it to supervision?"
    return f"{person_name} is asked on their own side, the next time they check in."


_AFTER = {
    PowerEventKind.WARNING: "Before anything else. You were given a warning. I would like to hear what that was like.",
    PowerEventKind.BREACH: "Before anything else. Breach action was started. I would like to hear what that was like.",
    PowerEventKind.RECALL: "Before we plan anything. You were recalled. I would like to hear how it has been for you.",
    PowerEventKind.COURT_REPORT: "A report about you went to court. I would like to hear what it was like for you.",
    PowerEventKind.DRUG_TEST: "You had a drug test. I would like to hear how that felt, the way it was done.",
    PowerEventKind.DISCLOSURE: "Something about you was passed on. I would like to hear what that was like.",
    PowerEventKind.CHANGE_OF_WORKER: "You had to start again with somebody new. I would like to hear how that is.",
    PowerEventKind.OTHER: "Something was decided about you. I would like to hear what that was like.",
}

_ALWAYS = (
    "Before anything else. I have a feeling that something is not right between us. I would like to hear how it is "
    "for you.",
    "I may have got something wrong with you lately. I would rather hear it than guess. What was it like for you?",
)

_AFTER_BOTH = {
    RepairState.REPAIRED: "You have both said that it helped. You can close it.",
    RepairState.PARTLY: "It helped in part. Ask what is still missing, or close it as partly put right.",
    RepairState.OPEN: "It has not been put right. Hear it again, and think about taking it to supervision.",
}
