"""Addresses that answer no page: files, which a browser keeps and has nothing to show of, and a word to a machine."""

NO_PAGES = {
    "calendar_feed", "import_template", "import_problems", "form_token", "access_copy_file", "reach_file", "health_live",
    "health_ready",
}  # fmt: skip
