"""The host table: Elsevier's sites, whose addresses hold a PII.

A PII is not a DOI, and none follows from it.
"""

from __future__ import annotations

from preview.identity.shapes import PDF, Site, shape

_PII = "[SB][0-9X()-]{15,24}"
_ARTICLE = "/(?:science/article/(?:abs/|am/)?|sdfe/(?:reader|arp)/|getaccess/)pii"

# One platform, one form of address, a host for each journal: /article/S0016-5085(20)30184-9/pdf
_PLATFORM = (
    shape("pii", f"(?:/.+)?/article/(?:PII)?(?P<id>{_PII})/pdf", form=PDF),
    shape("pii", f"(?:/.+)?/article/(?:PII)?(?P<id>{_PII})(?:/.*)?"),
    shape("pii", f"(?:/.+)?/retrieve/pii/(?:PII)?(?P<id>{_PII})"),
    shape("pii", "/action/showPdf", "pii", form=PDF),
    shape("pii", "/action/showFullText", "pii"),
)
_JOURNALS = """
    ajconline.org ajkd.org ajog.org ajpmonline.org amjmed.com annalsofoncology.org
    annalsthoracicsurgery.org biologicalpsychiatryjournal.com brainstimjrnl.com cghjournal.org
    clinicalmicrobiologyandinfection.com cmghjournal.org ejcancer.com europeanurology.com
    fertstert.org gastrojournal.org giejournal.org heartrhythmjournal.com ijidonline.com jaad.org
    jacionline.org jahonline.org jamda.com jbc.org jhltonline.org jlr.org jns-journal.com
    journal-of-hepatology.eu journal.chestnet.org journalofinfection.com jpeds.com jto.org
    jvascsurg.org kidney-international.org mayoclinicproceedings.org mcponline.org
    neurobiologyofaging.org redjournal.org resuscitationjournal.com thegreenjournal.com
"""

ELSEVIER = (
    Site("ScienceDirect", ("sciencedirect.com",), (
        shape("pii", f"{_ARTICLE}/(?P<id>{_PII})/pdf.*", form=PDF),
        shape("pii", f"{_ARTICLE}/(?P<id>{_PII})(?:/.*)?"),
    )),
    Site("ScienceDirect", ("pdf.sciencedirectassets.com",), (  # mmc1.pdf is a supplement
        shape("pii", rf"/.+/1-s2\.0-(?P<id>{_PII})/(?:main|am)\.pdf", form=PDF),
    ), own=False),
    Site("Elsevier", ("linkinghub.elsevier.com", "reader.elsevier.com", "api.elsevier.com"), (
        shape("pii", f"/(?:retrieve|reader/sd|content/article)/pii/(?:PII)?(?P<id>{_PII})(?:/.*)?"),
    )),
    Site("Cell Press", ("cell.com", "download.cell.com"), (
        shape("pii", rf"(?:/.+)?/pdf(?:extended)?/(?:PII)?(?P<id>{_PII})(?:\.pdf)?", form=PDF),
        shape("pii", f"(?:/.+)?/(?:fulltext|abstract|comments)/(?:PII)?(?P<id>{_PII})(?:/.*)?"),
        *_PLATFORM,
    )),
    Site("The Lancet", ("thelancet.com",), (
        shape("pii", rf"/pdfs/journals/[a-z]+/PII(?P<id>{_PII})\.pdf", form=PDF),
        *_PLATFORM,
    )),
    Site("", tuple(_JOURNALS.split()), _PLATFORM),  # each page tells its journal's name
)  # fmt: skip
