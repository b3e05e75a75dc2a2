"""The predictors of one person: what they are worked out from, what came out, and the judgement beside it."""
