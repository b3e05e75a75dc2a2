"""The calendar feed: when a practitioner meets somebody, without a word about whom."""
