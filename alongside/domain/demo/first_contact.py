"""What was said in two made-up first meetings: one that is finished and one that is half done."""

from collections.abc import Mapping

Words = Mapping[str, Mapping[str, str]]

FINISHED: Words = {
    "before": {
        "strengths": "Kept a tenancy for three years. A sister who rings every Sunday. Both in the court papers.",
        "ask": "Whether reading is easy. The order comes with two long letters.",
    },
    "room": {
        "easier": "Not the room by the front desk. Everybody hears you there.",
        "changed": "We moved to the back room and left the door on the latch.",
    },
    "jobs": {
        "fixed": "Unpaid work on Saturdays, by the court. Telling me about a new address.",
        "open": "Which day we meet, and what we start with.",
        "expects": "Ring me back the same day. Do not talk about me as if I was not there.",
    },
    "limits": {
        "back": "So you are not my mum and you are not the police. But if a kid is getting hurt you have to say."
    },
    "decisions": {
        "how": "Warnings, and who signs them. Showed the form on their own side.",
        "would": "Say it to you first. Then your manager.",
    },
    "matters": {
        "matters": "Getting my own front door, so the kids can stay over.",
        "worked": "Being kept busy. The boxing gym, before it shut.",
        "good": "Good with my hands. My sister is on my side.",
    },
    "not_chosen": {
        "unfair": "Saturdays. That is the only day I can see the kids.",
        "answered": "That it is hard, and that I cannot change the order. I can ask about the hours.",
    },
    "agenda": {
        "wants": "A place of my own.",
        "needs": "Ninety hours of unpaid work by the summer.",
        "problem": "The bus pass.",
    },
    "useful": {
        "did": "Rang about the bus pass together. It comes by post this week.",
        "found": "First time anybody rang while I sat there.",
    },
    "check_in": {"thinks": "Four questions is all right.", "way": "On the tablet, at the end."},
    "contact": {
        "times": "Tuesdays at ten. A text the day before, no calls in the morning.",
        "late": "A text if there is time, then we find the next free hour. Twice without a word and I have to write to you.",
        "cover": "Callum Price, who came in to say hello.",
        "hard": "When the school rings.",
    },
    "known": {"talked": "There is nothing yet. We said when there will be."},
    "close": {
        "summary": "We sorted the bus, and I know what you have to tell and what not.",
        "put_right": "I did not lose the last flat. I gave it up.",
        "i_will": "Bring the letter from the housing office",
        "you_will": "Ask whether the Saturday hours can be moved",
    },
    "yourself": {},
}
HALF_DONE: Words = {
    "before": {"ask": "Whether an interpreter is wanted. Nobody has written it down."},
    "room": {"easier": "A cup of tea, and not so many people."},
    "jobs": {"fixed": "Meeting every week for now.", "expects": "Say it straight."},
    "limits": {"back": "You keep most of it. I did not get the bit about the court."},
    "matters": {"matters": "Sleeping through the night."},
}
LEFT_OPEN = frozenset({"matters"})
HEARD_LATER = frozenset({"limits"})
