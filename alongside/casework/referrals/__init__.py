"""Referrals: agreed with the person, followed step by step, and never written over."""
