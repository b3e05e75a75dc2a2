"""What made-up people say and what is written about meetings with them. Every line was written for this purpose."""

from alongside.domain.reflections import Answers
from alongside.domain.sessions import Statement, StatementKind, Statements

MATTERS = [
    "My daughter. I want to be there for her birthday and not have to miss another one.",
    "Getting back on a site. I was good at my job and I want somebody to see that.",
    "My own front door. Since the hostel I never feel I can put my things down.",
    "Not being spoken to like I am nothing. If people are straight with me I am straight back.",
    "My nan brought me up. I do not want her to worry any more.",
    "Staying clear of that crowd. It is hard because they are the only people I know.",
    "I would like to read better. I never say that to anybody.",
    "Boxing. When I train I sleep, and when I sleep I do not kick off.",
    "Sorting the debt. I open the door and there is another letter.",
    "Being a dad who turns up.",
    "My faith. I pray five times a day, and it helps when a meeting does not run over.",
    "My dog. She keeps me going out of the house in the morning.",
    "To be believed about what happened at the old address.",
    "Keeping off the drink until Christmas. Then we will see.",
    "Cooking. I did the course inside and I was the best in the kitchen.",
    "My mam and me are talking again. I do not want to break that.",
    "Some quiet. I have not had a quiet year since I was a kid.",
    "Getting my licence so I can take the van job.",
    "That people stop asking me to tell it all again from the start.",
    "Music. I have got songs, I just have not got anywhere to record.",
]
_SAID, _NOTICED, _FACT, _JUDGEMENT = StatementKind
NOTES: list[Statements] = [
    (
        Statement(_SAID, "They told me at the job centre that I was late. I was in the queue the whole time."),
        Statement(
            _NOTICED, "On time. Spoke fast at first and slowed down once we had written the times down together."
        ),
        Statement(
            _FACT, "The payment is stopped for two weeks from Monday.", "Letter from the job centre, read together"
        ),
    ),
    (
        Statement(_SAID, "I have slept four hours. They were at it again upstairs."),
        Statement(_NOTICED, "Tired. We kept it to fifteen minutes and said so to each other."),
        Statement(_JUDGEMENT, "The noise is what I would help with first. Little else will hold without sleep."),
    ),
    (
        Statement(_SAID, "It was not the drink. It was him saying that about my mam."),
        Statement(_NOTICED, "We drew Saturday hour by hour. The drawing went home in a coat pocket."),
        Statement(_JUDGEMENT, "Feeling made small comes before the anger. That is where a plan could start."),
    ),
    (
        Statement(_SAID, "The school rang me. Me, not her mum. They said she had a good week."),
        Statement(_NOTICED, "Said it twice and smiled both times."),
    ),
    (
        Statement(_SAID, "I can say no to them if I do not have to look at them."),
        Statement(_NOTICED, "We practised saying no to a lift. Laughed the first time, then did it well three times."),
        Statement(_JUDGEMENT, "Ready to try it for real. Wants to choose the day."),
    ),
    (
        Statement(_FACT, "Housing will inspect the damp on Monday between 9 and 12.", "Call to housing, on speaker"),
        Statement(_NOTICED, "We went through the letter from housing together and rang them from the room."),
        Statement(_SAID, "That is the first time anybody has rung with me listening."),
    ),
    (
        Statement(_SAID, "Everything is fine."),
        Statement(
            _NOTICED,
            "Quiet. Looked at the door more than at me. I wondered aloud whether it was fine, and left it open.",
        ),
        Statement(_JUDGEMENT, "I do not know what it was. I would ask again next time, early."),
    ),
    (
        Statement(_SAID, "Nobody told me it was moved. I took the morning off for that."),
        Statement(_NOTICED, "I explained why it was moved, and said that I should have rung before the letter went."),
        Statement(_FACT, "The wages for the morning were lost.", "Payslip, shown to me"),
    ),
    (
        Statement(_SAID, "I want to do the course. I just do not want them to see me reading."),
        Statement(_NOTICED, "Asked me to read the form out loud and then filled it in alone."),
        Statement(_FACT, "The course has a reading group of four.", "Leaflet of the college"),
    ),
    (
        Statement(
            _NOTICED, "We wrote down three things that help when it gets too much, in this order: walk, ring, water."
        ),
        Statement(_SAID, "Walking is the only one that works if I am honest."),
    ),
    (
        Statement(_SAID, "My dad used to count to three. You never knew what came at three."),
        Statement(_NOTICED, "Spoke of dad for the first time. I listened and asked nothing."),
        Statement(_JUDGEMENT, "A lot of trust in that. I would let it come and not go looking for it."),
    ),
    (
        Statement(_SAID, "I am in by seven like a kid and my mates are out till ten."),
        Statement(_FACT, "The curfew hours can be asked about at the review.", "Order, page 2"),
        Statement(_NOTICED, "Angry about the curfew. We sorted what can be changed from what cannot, and who decides."),
    ),
    (
        Statement(_SAID, "I have been clean nine weeks and nobody has said well done."),
        Statement(_NOTICED, "I said well done. We were both quiet for a moment."),
        Statement(_FACT, "Nine clear tests.", "Results on file, last one on Tuesday"),
        Statement(_JUDGEMENT, "Doing this without much help. I want to find one person who notices."),
    ),
    (
        Statement(_NOTICED, "Brought the receipt for the site card without being asked."),
        Statement(_SAID, "I said I would, so."),
    ),
]
REFLECTIONS: list[Answers] = [
    (
        "I let the silence be, and something came after it.",
        "I looked at the clock while they were talking about home.",
        "How to end on time without it feeling like being sent away.",
    ),
    ("We rang together. I did less of the talking.", "", ""),
    ("", "I explained the rule before I asked what had happened. The other way round next time.", ""),
    (
        "Said sorry for the letter, and meant it.",
        "Ring before a letter goes out.",
        "I find it hard when somebody says that everything is fine.",
    ),
    ("Laughed about the bus. It helped.", "Not bring up the course three meetings running.", ""),
]
ABSENT = [
    "Rang in the morning: the bus did not come.",
    "No answer. Sent a text in the agreed words.",
    "Was at the hospital with a child.",
    "Had the wrong day. We agreed that a text the day before would help.",
    "Said later that it felt too much that week.",
]
AGENDA = [
    ["How the week went", "The form for housing"],
    ["Work placement", "Saturday nights"],
    ["What helps when it gets loud", "Date of the review"],
    ["Money until the end of the month"],
    ["The phone call with school", "What to say to your brother"],
]
NAMED_EVENTS = {
    "warning": ["First warning after a missed meeting. The reason was talked through.", "Warning letter sent."],
    "breach": ["Breach papers sent to court."],
    "recall": ["Recalled after a further charge."],
    "court_report": ["Report for the review hearing.", "Report on progress, read together before it went."],
    "drug_test": ["Test taken, clear.", "Test taken, positive for cannabis."],
    "disclosure": ["Address passed on to housing, with agreement."],
    "other": ["Curfew hours changed."],
}
TALKED = [
    "I said that last time seemed hard and asked what I had missed. The appointment letter had felt like a threat.",
    "Asked whether I had pushed too fast. Yes, about the course. I said sorry for that.",
    "We went back to what happened at reception. I had not known how long the wait was.",
    "Asked how it was between us. Said that I write things down too much while they talk.",
    "We talked about the warning. What was missing was the reason, so I gave it.",
]
TRIED = [
    "Next letters are read together before they go out.",
    "I put the pen away for the first ten minutes.",
    "We meet at the library for a while, not at the office.",
    "I ring on the day before, and say what the meeting is about.",
    "We agreed on one goal at a time, and they choose which.",
]
LEFT_BECAUSE = ["Moved to another team.", "Went on parental leave.", "Left the service.", "Caseloads were evened out."]
# What somebody wrote with their answers, and what was done with it.
WRITTEN = [
    ("Thanks for ringing the school with me.", "I put the school's number on your plan, so we can ring again."),
    ("Could we meet later in the day? Mornings are hard.", "I moved our next three meetings to the afternoon."),
    ("I like that you say when you do not know something.", "Thank you. I will keep doing that."),
    ("Less writing while I am talking.", "I put the pen away for the first ten minutes."),
    ("Nothing. It was fine today.", "I read it. I will ask you again another time."),
    (
        "Can you explain the review again, I did not get it.",
        "I made a page with three steps. We read it together next time.",
    ),
    ("More about the job, less about what I did.", "We start with the job from now on."),
]
WRITTEN_SHARP = [
    (
        "You already had your mind made up before I sat down.",
        "You were right. I said sorry, and we went through it again.",
    ),
    (
        "You told them about my brother and I never said you could.",
        "I told you whom I spoke to and why. I ask you first now.",
    ),
    ("I waited forty minutes and then you rushed me.", "I asked reception to ring me the minute you arrive."),
    ("Stop talking to me like I am my file.", "I stopped reading from the screen. Tell me if I slip."),
    ("That letter felt like a threat.", "We read the next letter together before it goes out."),
]
TO_PUT_RIGHT = ("meeting", "It says I did not come on the 3rd. I came. The door was shut.", "I came. Nobody opened.")
STAYS_AS_IT_IS = (
    "words",
    "It says I shouted. I was loud because the room was loud.",
    "I was loud because the room was loud.",
    "I remember it the way I wrote it down. I have put your words beside mine, so that both are there.",
    "I still say I did not shout.",
)
SAID_WRONG = (
    "My letters get talked about at the front desk, where everybody can hear.",
    "I have asked for letters to be given in a room from now on. Tell me here if it happens again.",
)
CANNOT_WAIT = (
    "The hostel rang: an ambulance is there and asks what helps when they are frightened. Nobody in the team answers."
)
PASSED_ON = [
    "My ex knows when I come here. He was outside on Tuesday and he said he would be back.",
    "I do not feel safe at the hostel. Somebody goes into my room at night.",
]
DONE_ABOUT_IT = (
    "Rang on the safe number the same afternoon. Spoke to the hostel manager, who changed the lock. Told the person."
)

# How long this service keeps its records: who answers for them, why, where it is written and who approved it.
KEPT_BECAUSE = (
    "Made-up Valleys Probation",
    "So that somebody who comes back is known, and a question about the work can be answered.",
    "Retention policy, version 3, section 2",
    "The made-up board, at its spring meeting",
)
HELD_BECAUSE = "A complaint about an earlier team is with the ombudsman. Sioned Parry knows when it is over."
ENDED_ORDER = "Community order, 16 months"
# What somebody asked to have a copy of, in a letter.
ASKED_FOR_A_COPY = "I want to see everything you have on me, and who said what. I have a right to it."
# What two people asked to have held apart, on which ground, and the answer of the one who has it.
HELD_APART = (
    (
        "accuracy",
        "The note says I left early. I was asked to wait outside.",
        "We are asking the desk what they wrote down that day.",
    ),
    ("claim", "My solicitor needs what was written in spring about the flat.", ""),
)
