"""What a prompt says: why in one sentence, what to ask in another. Never *he* or *she*, never a judgement."""

from dataclasses import dataclass

from alongside.domain.strains.prompts import LAST, Line, LowLine, Prompt, Sameness, SlowSlide, StayingAway
from alongside.domain.strains.words import count_words, date_words, list_words, possessive, score_words, tell_apart

OPEN_QUESTION = "What is one thing I could do differently when we meet?"


@dataclass(frozen=True, slots=True)
class PromptWords:
    """Why there is a prompt, and something to ask. Both are for the practitioner's eyes."""

    because: str
    ask: str


def explain_prompt(prompt: Prompt, *, person_name: str) -> PromptWords:
    """The reason with the person's own numbers, and an open question that names no number."""
    match prompt:
        case SlowSlide():
            return PromptWords(
                _say_slide(prompt, person_name),
                HOW_WEEKS_WERE,
            )
        case LowLine():
            return PromptWords(_say_line(prompt, person_name), LINE_QUESTIONS[prompt.line])
        case StayingAway():
            return PromptWords(_say_away(prompt, person_name), "Ask how things are, before anything else.")
        case Sameness():
            return PromptWords(_say_same(prompt, person_name), f"Offer the open question: “{OPEN_QUESTION}”")


HOW_WEEKS_WERE = "Ask how the last weeks have been between you. It is a question, not a finding."
LINE_NAMES = {
    Line.TRUST: "Could be honest",
    Line.FAIRNESS: "Fair and explained",
    Line.GOALS: "Working on what matters",
}
LINE_QUESTIONS = {
    Line.TRUST: "Ask what would make it easier to say how things really are.",
    Line.FAIRNESS: "Ask which decision needs a better reason, and give it.",
    Line.GOALS: "Ask what they would rather be working on.",
}


def describe_line_parts(line: Line, answers: int, below: int) -> str:
    """The caption of a small line, which also stands for the picture."""
    number = count_words(answers, "answer", "answers")
    lying = "none" if below == 0 else count_words(below, "", "").strip()
    return f"{LINE_NAMES[line]}: {number}, {lying} below their own range."


def _say_slide(prompt: SlowSlide, name: str) -> str:
    low = list_words([score_words(score) for score in prompt.scores])
    many = "All" if len(prompt.scores) == LAST else "Two of"
    return (
        f"{many} {possessive(name)} last three check-ins were lower than usual: {low}. "
        f"The middle of those before was {score_words(prompt.before.mean)}."
    )


def _say_line(prompt: LowLine, name: str) -> str:
    said, low = tell_apart(prompt.answer, prompt.before.low)
    what = LINE_NAMES[prompt.line].lower()
    return (
        f"On {date_words(prompt.on)} {possessive(name)} answer about “{what}” was {said}. "
        f"They have usually answered {low} or more."
    )


def _say_away(prompt: StayingAway, name: str) -> str:
    after = "The three before were kept."
    many = count_words(prompt.missed + prompt.declined, "", "").strip()
    if not prompt.declined:
        return f"{name} missed the last {many} sessions. {after}"
    if not prompt.missed:
        return f"{name} said “not today” to the last {many} check-ins. {after}"
    missed, declined = (count_words(n, "", "").strip() for n in (prompt.missed, prompt.declined))
    return f"Of the last {many} sessions, {name} missed {missed} and said “not today” to the check-in in {declined}. {after}"


def _say_same(prompt: Sameness, name: str) -> str:
    number = count_words(prompt.count, "check-in", "check-ins")
    return (
        f"{possessive(name)} last {number} were all tens. It may be going well, or ten may be the easy answer. "
        "The numbers cannot tell which."
    )
