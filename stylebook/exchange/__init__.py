"""Terms in files: tables (CSV, Excel) and TBX, out and in again without loss.

Reading gives a list of Read, in the order of the file; a file that cannot be read at all raises
Unreadable with a sentence.
"""

from stylebook.exchange import table, tbx
from stylebook.exchange.reading import Read, Unreadable

__all__ = ["FORMATS", "Read", "Unreadable", "read"]

# What is written: ending → (media type, writer of [(id, Entry)]).
FORMATS = {
    "csv": (table.CSV, table.as_csv),
    "xlsx": (table.XLSX, table.as_xlsx),
    "tbx": (tbx.MEDIA_TYPE, tbx.write),
}
_XML = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\x00<")


def read(content):
    """[Read] of the bytes of a file, told by what it begins with and not by its name."""
    if content.lstrip()[:8].startswith(_XML):
        return tbx.read(content)
    return table.read(content)
