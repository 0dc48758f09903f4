"""A story brought onto another Snapshot of its original: its words stay, and every paragraph,
cut and comment names the blocks that it belongs to by their new names."""

from articles.models import Comment
from prose import rebasing


def body_and_cuts(body, cuts, old, new):
    """The body and the cut blocks of a text based on one Snapshot, for another."""
    ids = rebasing.new_ids(old.blocks, new.blocks)
    moved = {new_id: why for old_id, why in cuts.items() for new_id in ids.get(old_id, ())}
    return rebasing.body(body, ids), moved


def added(old, new):
    """Ids of the blocks that only the newer Snapshot has."""
    return rebasing.added(old.blocks, new.blocks)


def move_comments(article, old, new):
    """Comments stay with their block; one whose block is gone keeps its words."""
    ids = rebasing.new_ids(old.blocks, new.blocks)
    moved = []
    for comment in article.comments.exclude(block=""):
        comment.block = (*ids.get(comment.block, ()), "")[0]
        moved.append(comment)
    Comment.objects.bulk_update(moved, ["block"])
