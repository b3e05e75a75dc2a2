"""The conversation about risks, needs and strengths: nine areas, two voices, and what the person takes away."""
