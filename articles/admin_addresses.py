"""The addresses beneath one story on the desk: (route, view, name). Every view takes the
ModelAdmin, the request and the story's id; those of ACTS answer to POST alone."""

from articles import admin_history, admin_originals, admin_views
from articles.desk_views import autosave, comments, findings, machine, memory, presence, terms

PAGES = (
    ("move/<slug:verb>/", admin_views.move, "move"),
    ("compare/", admin_history.compare, "compare"),
    ("restore/<int:number>/", admin_history.restore, "restore"),
    ("original/", admin_originals.changed, "original"),
    ("take-down/", admin_originals.take_down, "take_down"),
    ("memory/", memory.pairs, "memory"),
    ("machine/", machine.state, "machine"),
    ("machine/usage/", machine.usage, "machine_usage"),
    ("terms/", terms.terms, "terms"),
    ("comments/", comments.comments, "comments"),
    ("comments/people/", comments.people, "comment_people"),
)
ACTS = (
    ("autosave/", autosave.autosave, "autosave"),
    ("typed/", autosave.typed, "typed"),
    ("presence/", presence.presence, "presence"),
    ("begin/", admin_views.begin, "begin"),
    ("follow/", admin_originals.follow, "follow"),
    ("machine/draft/", machine.draft, "machine_draft"),
    ("machine/whole/", machine.whole, "machine_whole"),
    ("machine/cancel/", machine.cancel, "machine_cancel"),
    ("terms/add/", terms.add, "terms_add"),
    ("findings/", findings.findings, "findings"),
    ("findings/dismiss/", findings.dismiss, "finding_dismiss"),
    ("findings/take-back/", findings.take_back, "finding_take_back"),
    ("comments/add/", comments.add, "comment_add"),
    ("comments/resolve/", comments.resolve, "comment_resolve"),
    ("comments/reopen/", comments.reopen, "comment_reopen"),
)
