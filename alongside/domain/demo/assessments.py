"""What two made-up people said when they were asked about risks, needs and strengths. Nobody in it is real."""

from collections.abc import Sequence

from alongside.domain.assessment import Said, Standing, Voice

Line = tuple[str, Voice, Said]


def _both(question: str, person: Said, practitioner: Said) -> Sequence[Line]:
    return ((question, Voice.PERSON, person), (question, Voice.PRACTITIONER, practitioner))


def _judged(area: str, harm: tuple[str, str], reoffending: tuple[str, str]) -> Sequence[Line]:
    return tuple(
        (f"{area}.{what}", Voice.PRACTITIONER, Said((option,), because))
        for what, (option, because) in (("harm", harm), ("reoffending", reoffending))
    )


def _chose(option: str, words: str = "", source: str = "") -> Said:
    return Said((option,), words, source)


SIGNED: Sequence[Line] = (
    *_both("accommodation.where", _chose("own", "A flat, since last spring."), _chose("own", source="Tenancy seen")),
    *_both(
        "accommodation.suits",
        _chose("some", "The damp. And who comes round."),
        _chose("some", "Two letters about the damp, and visitors until late.", "Housing officer, October"),
    ),
    *_both("accommodation.what_is_wrong", Said(("people", "state")), Said(("people", "state", "ending"))),
    *_both("accommodation.helps", Said(words="It is mine. I have a key."), Said(words="Kept it for eight months.")),
    ("accommodation.ready", Voice.PERSON, _chose("some", "The damp, yes.")),
    *_judged(
        "accommodation",
        ("no", "Nothing that happened had to do with the flat."),
        ("sometimes", "The visitors are those who were there that night."),
    ),
    *_both("employment_and_education.working", _chose("looking", "Anything with my hands."), _chose("looking")),
    *_both("employment_and_education.skills", _chose("some"), _chose("some", "A forklift ticket that ran out.")),
    *_both("employment_and_education.certificates", _chose("any", "Forklift."), _chose("any", source="Card seen")),
    *_both("employment_and_education.reading_writing_numbers", _chose("none"), _chose("none")),
    *_both("employment_and_education.learning", _chose("none"), _chose("none")),
    ("employment_and_education.ready", Voice.PERSON, _chose("a_lot", "I want out of the flat in the day.")),
    *_both("drugs.uses", _chose("before", "When I was nineteen."), _chose("before", source="Own account")),
    ("drugs.steps_seen", Voice.PRACTITIONER, _chose("steady", "Nothing for four years.", "Doctor’s letter")),
    *_both("alcohol.drinks", _chose("yes"), _chose("yes")),
    *_both(
        "alcohol.week",
        Said(words="Four cans of a Friday. Saturday I have my girl, so no."),
        Said(words="About the same. It fits what has been said since August.", source="Sessions 14, 19 and 26"),
    ),
    *_both(
        "alcohol.trouble",
        _chose("none", "Not now it is not."),
        _chose("some", "Less than it was. Both late nights this autumn were after a drink.", "Own account, session 3"),
    ),
    *_both("alcohol.at_once", _chose("some"), _chose("some")),
    *_both(
        "alcohol.part_in_it",
        _chose("small", "I’d have lost it sober. It was what he said about her."),
        _chose("large", "Two hours of drinking before. I think it shortens the fuse.", "Police summary, 14 February"),
    ),
    *_both(
        "alcohol.helps",
        Said(words="My girl. I’ve never once had a drink on a Saturday morning.", standing=Standing.AGREE),
        Said(words="Eleven Saturdays in a row, told before being asked.", source="Sessions"),
    ),
    ("alcohol.ready", Voice.PERSON, _chose("some", "Fridays. If I had something on of a Saturday it’d sort itself.")),
    *_judged(
        "alcohol",
        ("sometimes", "Both earlier rows followed drinking on a Friday with nothing planned the next day."),
        ("sometimes", "The same two nights."),
    ),
    ("health.hurt_self", Voice.PERSON, Said(standing=Standing.DECLINED)),
    ("health.hurt_self", Voice.PRACTITIONER, _chose("no", "Nothing in the records.", "Doctor’s letter")),
    *_both("health.coping", _chose("some", "I walk it off. Mostly."), _chose("some")),
    *_both("relationships.partner", _chose("no"), _chose("no")),
    *_both("relationships.partner_going", _chose("none", "I’m all right as I am."), _chose("none")),
    *_both("relationships.free_time", _chose("some"), _chose("some", "Fridays.")),
    ("relationships.abuse", Voice.PRACTITIONER, _chose("no", "None known.", "Police checks, March")),
    *_both(
        "relationships.trust",
        Said(words="My nan. Not social services, not after what they did with my brother."),
        Said(words="Earned mistrust. We keep appointments small and kept.", source="Sessions 2 and 5"),
    ),
    *_both("thinking.acts_first", _chose("some"), _chose("some")),
    *_both("thinking.anger", _chose("some", "I can feel it coming now."), _chose("some", "Walked out twice.")),
    *_both("thinking.law", _chose("none"), _chose("none")),
    *_both("thinking.problems", _chose("some"), _chose("none", "Sorted the housing letter alone.")),
    *_both(
        "offence.account",
        Said(words="He said something about my girl and I hit him. Twice. I went home."),
        Said(words="Two blows, one with a bottle. Left before the police came.", source="Police summary, 14 February"),
    ),
    *_both("offence.weapon", _chose("no", "It was in my hand, that’s all."), _chose("yes", source="Police summary")),
    *_both("offence.sees_hurt", _chose("yes", "His eye. I think about it."), _chose("yes")),
)
UNDER_WAY: Sequence[Line] = (
    *_both("accommodation.where", _chose("family", "At my mum’s, on the sofa bed."), _chose("family")),
    *_both("accommodation.suits", _chose("significant", "Six of us."), Said()),
    ("accommodation.helps", Voice.PERSON, Said(words="She makes me get up.")),
    ("money.enough", Voice.PERSON, _chose("no", "Gone by Tuesday.")),
    ("money.debts", Voice.PERSON, Said(standing=Standing.DECLINED)),
)
DISSENT = "I said it was a small part and I still say so. And it was not a weapon."
