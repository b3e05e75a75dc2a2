"""Pages of the predictors: what a figure says and does not say, and what a practitioner judges."""
