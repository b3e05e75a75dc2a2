"""The conversation about risks, needs and strengths: kept as it is told, in two voices, signed by both."""

from alongside.casework.assessment.inputs import FoundInputs, load_predictor_inputs, predictor_inputs

__all__ = ["FoundInputs", "load_predictor_inputs", "predictor_inputs"]
