"""Names of people and of groups: one written form → `model.Author`, and one text → several.

`given` and `family` are set where the source states them (`Last, First`; a registry's fields; two
CJK parts) or where the form leaves no choice (`Ada B. Example`: nothing but initials and particles
between the first and the last word).  A single word, and three full words (`Gabriel García
Márquez`, `Mary Ann Smith`), leave them None: unknown is better than wrong.
"""

from preview.names.casing import fix_case
from preview.names.kind import is_nobody, is_person, is_suffix, is_written_name
from preview.names.person import author, parse_author, short_list, suffix_of
from preview.names.plain import plain_name
from preview.names.several import parse_authors, split_authors

__all__ = [
    "author",
    "fix_case",
    "is_nobody",
    "is_person",
    "is_suffix",
    "is_written_name",
    "parse_author",
    "parse_authors",
    "plain_name",
    "short_list",
    "split_authors",
    "suffix_of",
]
