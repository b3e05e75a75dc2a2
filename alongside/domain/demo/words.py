"""What made-up people say and what is written about meetings with them. Every line was written for this purpose."""

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
    "My faith. Fridays are important and I would like meetings not to fall on them.",
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
SAID = [
    "Came on time. Talked about the job centre and what went wrong there.",
    "Tired today. Slept badly because of the neighbours. We kept it short.",
    "We looked at what happened on Saturday and what came just before it.",
    "Pleased about the phone call with the school. Said so twice.",
    "Practised saying no to a lift from old friends. Laughed, then did it well.",
    "Went through the letter from housing together and rang them from the room.",
    "Quiet. Said everything was fine. I wondered aloud whether it was, and left it open.",
    "Asked why the appointment had been moved. I explained, and said I should have rung.",
    "Told me about the course. Wants to sign up and is worried about the reading.",
    "We wrote down three things that help when it gets too much.",
    "Talked about dad for the first time.",
    "Angry about the curfew. We worked out which parts can be changed and who decides.",
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
