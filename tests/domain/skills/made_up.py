"""A module of a service, as its file would be, and what may be wrong in it."""

from alongside.domain.skills import read_module

FILE = "ours/queueing.toml"
MODULE = """
id = "queueing"
family = "life"
version = "3"
title = "Waiting in a queue"
for_what = "Wait without getting cross."
ready = "Is there a queue you hate?"
author = "A team in Swansea"
source = "Written by the team"
reading_age = 9
review_on = 2027-01-31
materials = ["A queue"]
access_note = "A chair may be all it takes."
involves_partner = false

[suits]
areas = ["thinking"]
places = ["sets_off"]
answers = { "thinking.anger" = ["some", "significant"] }

[practitioner]
purpose = "To wait."
model = ["Wait.", "Wait longer."]
watch = ["Feet."]
traps = ["Pushing in."]
not_when = ["There is no queue."]

[[exercise]]
id = "look"
title = "Look at it"
minutes = 5
say = ["Queues end."]
do = ["Look at one."]
example = ["The post office."]
tip = "Go together."
practise = "Look at one more."
keep = ["where", "how", "more"]
card = ["where"]
card_title = "Where"
[[exercise.field]]
key = "where"
kind = "short"
label = "Where it is"
needed = true
[[exercise.field]]
key = "how"
kind = "scale"
label = "How bad it is"
low = "Fine"
high = "Awful"
[[exercise.field]]
key = "more"
kind = "several"
label = "What helps"
options = [{ id = "sing", says = "Singing" }, { id = "count", says = "Counting" }]
[[exercise.field]]
key = "seen"
kind = "long"
voice = "practitioner"
label = "What you saw"

[[exercise]]
id = "wait"
title = "Wait in it"
minutes = 10
say = ["Now wait."]
do = ["Wait."]
example = ["Ten minutes at the post office."]
tip = "Say nothing."
practise = "Wait once."
keep = ["where", "plan", "sides"]
card = ["where", "plan"]
card_title = "Waiting"
[[exercise.field]]
key = "where"
kind = "short"
label = "Where it is"
starts_from = "look.where"
[[exercise.field]]
key = "plan"
kind = "if_then"
label = "My plan"
most = 2
[[exercise.field]]
key = "sides"
kind = "cells"
label = "Both sides"
columns = ["Good", "Not so good"]
rows = ["Stay", "Go"]
"""


def module(*, text=MODULE, **changes):
    return read_module(changed(text, **changes), file=FILE)


def changed(text=MODULE, **changes):
    """Return the file with the first line of each name said anew, or left out where nothing is said."""
    lines = text.splitlines()
    for name, value in changes.items():
        place = next(number for number, line in enumerate(lines) if line.startswith(f"{name} ="))
        lines[place] = f"{name} = {value}" if value is not None else ""
    return "\n".join(lines)
