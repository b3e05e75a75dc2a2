"""What is typed about an absence."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from alongside.casework.absences.operations import Written
from alongside.casework.absences.queries import AbsencePage
from alongside.casework.absences.words import SafeWay, StepWords
from alongside.casework.drafts.keeping import KeptForm
from alongside.domain.absences import Decision, Follows, Step, Way
from alongside.pages.drafts.reading import initial_from
from alongside.pages.layout.dates import DateInputField

UNDECIDED = ""
LONGEST = 4000
WAY_WORDS = {
    Way.RING: "Rang",
    Way.TEXT: "Sent a text to",
    Way.LEAVE_MESSAGE: "Left a message on",
    Way.WRITE: "Wrote to",
    Way.IN_PERSON: "Spoke to them in person",
    Way.OTHER_WORKER: "Asked another worker who sees them",
}


def way_label(way: SafeWay) -> str:
    """Return one way in words, with who else could see or hear it."""
    if not way.value:
        return WAY_WORDS[way.way]
    shared = f". Could also be seen or heard by: {way.shared_with}" if way.shared_with else ""
    return f"{WAY_WORDS[way.way]} {way.value}{shared}"


class AbsenceForm(forms.Form):
    """Everything about one absence. Each thing may be left empty and filled in later."""

    deadline = DateInputField(label="By when does your service want an answer?", required=False)
    sought = forms.CharField(widget=forms.Textarea, required=False, max_length=LONGEST, label="What is the reason?")
    ways = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, required=False, label="How did you try to reach them?"
    )
    tried = forms.CharField(widget=forms.Textarea, required=False, max_length=LONGEST, label="What came of it?")
    offered = forms.CharField(widget=forms.Textarea, required=False, max_length=LONGEST, label="What did you offer?")
    hard = forms.CharField(
        widget=forms.Textarea, required=False, max_length=LONGEST, label="What makes it hard to come?"
    )
    next = forms.CharField(widget=forms.Textarea, required=False, max_length=LONGEST, label="What do you do next?")
    decision = forms.ChoiceField(
        widget=forms.RadioSelect,
        required=False,
        label="Is it excused?",
        choices=[*((d.value, d.label) for d in Decision), (UNDECIDED, "Not decided yet")],
    )
    why = forms.CharField(widget=forms.Textarea, required=False, max_length=LONGEST, label="Why?")
    told = forms.CharField(
        widget=forms.Textarea, required=False, max_length=LONGEST, label="What did you tell them, in which words?"
    )
    challenge = forms.CharField(
        widget=forms.Textarea, required=False, max_length=LONGEST, label="How can they challenge it?"
    )
    follows = forms.ChoiceField(
        widget=forms.RadioSelect,
        required=False,
        label="Does a warning, a breach or another use of authority follow?",
        choices=[*((f.value, f.label) for f in Follows), (UNDECIDED, "Nobody has said yet")],
    )

    def __init__(self, *args: Any, page: AbsencePage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(way.key, way_label(way)) for way in page.safe_ways]
        known = {key for key, _ in offered}
        # What was tried when it was safe stays ticked, without its number, and can be saved again.
        offered += [
            (key, "A way that is not safe any more") for key in _said(page, Step.TRIED).ways if key not in known
        ]
        field = self.fields["ways"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = offered

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("decision") and not cleaned.get("why") and "why" not in self.errors:
            self.add_error("why", "Say why in a few words")
        return cleaned

    def written(self) -> Written:
        """Return what was typed."""
        data = self.cleaned_data
        return Written(
            deadline_on=data["deadline"],
            sought=data["sought"],
            ways=data["ways"],
            tried=data["tried"],
            offered=data["offered"],
            hard=data["hard"],
            next=data["next"],
            decision=Decision(data["decision"]) if data["decision"] else None,
            why=data["why"],
            told=data["told"],
            challenge=data["challenge"],
            follows=Follows(data["follows"]) if data["follows"] else None,
        )


def initial(page: AbsencePage) -> dict[str, Any]:
    """Return what the form starts with: what stands."""
    return {
        "deadline": page.deadline_on,
        "sought": _said(page, Step.SOUGHT).words,
        "ways": list(_said(page, Step.TRIED).ways),
        "tried": _said(page, Step.TRIED).words,
        "offered": _said(page, Step.OFFERED).words,
        "hard": _said(page, Step.HARD).words,
        "next": _said(page, Step.NEXT).words,
        "decision": page.decision.value if page.decision else UNDECIDED,
        "why": page.why,
        "told": _said(page, Step.TOLD).words,
        "challenge": _said(page, Step.CHALLENGE).words,
        "follows": page.follows.value if page.follows else UNDECIDED,
    }


# Which fields of the form say one thing together, so that half of a draft is never put beside half of what stands.
TOGETHER: Mapping[Step, Sequence[str]] = {
    Step.DEADLINE: ["deadline"],
    Step.SOUGHT: ["sought"],
    Step.TRIED: ["tried", "ways"],
    Step.OFFERED: ["offered"],
    Step.HARD: ["hard"],
    Step.NEXT: ["next"],
    Step.DECIDED: ["decision", "why"],
    Step.TOLD: ["told"],
    Step.CHALLENGE: ["challenge"],
    Step.FOLLOWS: ["follows"],
}


def initial_with(page: AbsencePage, draft: KeptForm | None) -> dict[str, Any]:
    """Return what stands, with what a draft says that is neither empty nor what stood earlier.

    Somebody else may have written since the draft was begun: an old text that only came along in it never takes its place.
    """
    stands = initial(page)
    if draft is None:
        return stands
    typed = initial_from(draft.fields, AbsenceForm)
    earlier = {(words.step, words.said.words) for words in page.earlier}
    new = [step for step, names in TOGETHER.items() if (said := _as_kept(step, typed)) and (step, said) not in earlier]
    return stands | {name: typed[name] for step in new for name in TOGETHER[step]}


def _as_kept(step: Step, typed: Mapping[str, Any]) -> str:
    """Return what was typed in the words in which a step keeps it, and no text where nothing was."""
    if step is Step.DECIDED:
        return f"{typed['decision']}\n{typed['why']}".strip()
    if step is Step.DEADLINE:
        return "-".join(part.zfill(2) for part in reversed(typed["deadline"]) if part)
    if step is Step.TRIED:
        return str(typed["tried"]) or " ".join(typed["ways"])
    return str(typed[TOGETHER[step][0]])


def _said(page: AbsencePage, step: Step) -> StepWords:
    return page.said.get(step, StepWords())
