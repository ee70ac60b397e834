"""Reading a stranger's PDF: what it says of itself, from its first and last bytes.

Only `process` is for the house.  All the rest runs in a process of its own, knows nothing but the
standard library, and is allowed little time and memory; what goes wrong there costs the title.

Own scanner instead of a PDF library: a library follows the cross-reference table through the
whole file, and we have 64 KiB of each end.  What is looked for is small: the trailer's reference
to the Info dictionary, that object, and the XMP packet that the catalogue names.
"""
