"""What the desk sees of newsletters, by what it is about."""

from newsletters import admin_issues, admin_lists, admin_people  # noqa: F401 -- registers them
