"""After a use of authority: was it explained, and is there to be a conversation about what it was like?"""

from alongside.domain.power_events.conversations import (
    OFFER_WITHIN,
    Conversation,
    Outcome,
    Standing,
    judge_conversation,
)

__all__ = ["OFFER_WITHIN", "Conversation", "Outcome", "Standing", "judge_conversation"]
