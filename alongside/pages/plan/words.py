"""How a plan stands, in a sentence."""

from alongside.casework.plan.queries import PlanPage
from alongside.domain.plan import Answers, Standing
from alongside.pages.layout.when import long_date


def say_standing(page: PlanPage) -> str:
    """Return whether the plan is agreed on, in one or two sentences."""
    answers, first = page.answers, page.identity.name.first
    if page.standing is Standing.EMPTY:
        return ""
    if answers is None:
        return "A draft: nobody has said yet what they say to it."
    on = long_date(answers.on)
    if page.standing is Standing.AGREED:
        return f"You both agreed on it on {on}."
    if page.standing is Standing.CHANGED:
        return f"It has changed since you both agreed on {on}, so it is a draft until you say so again."
    return f"A draft: on {on} {say_answers(answers, first, 'you')}."


def say_answers(answers: Answers, person: str, practitioner: str) -> str:
    """Return what both said, in one sentence."""
    staff = answers.staff.label if practitioner != "you" else _YOU[answers.staff.value]
    return f"{person} {answers.person.label}, and {practitioner} {staff}"


_YOU = {"agrees": "agree", "does_not": "do not agree"}
