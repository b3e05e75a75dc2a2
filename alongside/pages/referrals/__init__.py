"""Pages of referrals: what is waited for, and what came back."""
