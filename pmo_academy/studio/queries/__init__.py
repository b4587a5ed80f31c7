"""Finds drafts and what belongs to them."""

from pmo_academy.studio.queries.drafts import (
    ChangeLine,
    body_after,
    body_before,
    changed_paths,
    edition_files,
    files_of,
    find_draft,
    find_file,
    get_change,
    get_draft,
    last_change,
    latest_number,
    list_changes,
    list_drafts,
    lock_draft,
    versions_of,
)

__all__ = [
    "ChangeLine",
    "body_after",
    "body_before",
    "changed_paths",
    "edition_files",
    "files_of",
    "find_draft",
    "find_file",
    "get_change",
    "get_draft",
    "last_change",
    "latest_number",
    "list_changes",
    "list_drafts",
    "lock_draft",
    "versions_of",
]
