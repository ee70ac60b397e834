"""Words that decide what a name is; all in lower case, abbreviations without dots."""

from __future__ import annotations


def _set(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


SUFFIXES = {"jr": "Jr.", "sr": "Sr.", "ii": "II", "iii": "III", "iv": "IV"}
"""Generational suffixes, and how they are written after a name that was all capitals."""

PARTICLES = _set(
    "van von der den de del della dello degli di da do dos das du des la le las los el ter ten te",
    "zu zur zum vom af av bin ibn bint al ul op 't",
)
LINKS = frozenset({"y", "e", "i"})
"""Between two surnames; small like particles, but part of no surname's beginning."""

# Degrees that stand behind a name.  DISTINCT ones are nobody's name and are dropped without a
# comma too; `MA`, `BS` or `DO` may be a surname or initials, and need a comma and two words before.
DEGREES_DISTINCT = _set(
    "phd dphil md mbbs mbchb msc bsc meng mph dvm edd pharmd psyd dds jd facs frcp frcs facp mrcp",
    "drph scd dsc mba llm llb mdphd",
)
DEGREES = DEGREES_DISTINCT | _set("ms ma mr bs ba rn do od ms mph mha mpa esq pe cpa np fnp pa dr")

TITLES = _set(
    "dr prof professor mr mrs ms mx herr frau mme dipl-ing rechtsanwalt rechtsanwältin",
)

# A name of several words that holds one of these is a group.  Words that are also common surnames
# (Press, Service, Church, Bank, Young) are not here.
COLLECTIVE = _set(
    "collaboration collaborations consortium consortia group groups team network committee society",
    "association organization organisation initiative foundation project alliance council agency",
    "ministry commission federation investigators researchers participants taskforce programme",
    "program coalition collective survey union bureau corporation company inc ltd llc gmbh",
    "contributors members workshop kollaboration gesellschaft société asociación",
)
INSTITUTION = _set(
    "university universität université universidad universidade università universiteit institute",
    "institut instituto istituto department dept hospital laboratory laboratories laboratorium",
    "school college faculty academy observatory centre center centers library museum",
    "polytechnic hochschule klinik clinic division",
)
COMPOUNDS = ("bibliothek", "gesellschaft", "institut", "universität", "hochschule", "zentrum")
"""Ends of German words that hold one of the words above."""

# -- what is no author at all, with the kind of page that says so -----------------------------

NOBODY = frozenset(
    {
        # no value: registries, templates, scripts
        "n/a",
        "none",
        "null",
        "nil",
        "undefined",
        "unknown",
        "unknown author",
        "no author",
        "not available",
        "anonymous",
        "anon",
        "various",
        "various authors",
        "nobody",
        "object object",
        "et al",
        "and",
        "und",
        "and others",
        "others",
        # roles of blog software
        "admin",
        "administrator",
        "site admin",
        "webmaster",
        "web master",
        "super user",
        "superuser",
        "root",
        "user",
        "guest",
        "guest author",
        "guest contributor",
        "contributor",
        "contributors",
        "author",
        "authors",
        "author name",
        "moderator",
        "owner",
        "wordpress",
        "blogger",
        "default",
        "test",
        # desks of newsrooms
        "staff",
        "staff writer",
        "staff writers",
        "staff reporter",
        "staff reporters",
        "our correspondent",
        "special correspondent",
        "correspondent",
        "reporter",
        "editor",
        "editors",
        "the editors",
        "editorial",
        "editorial board",
        "editorial staff",
        "editorial team",
        "editorial office",
        "editor-in-chief",
        "redaktion",
        "die redaktion",
        "rédaction",
        "la rédaction",
        "redacción",
        "redazione",
        "redação",
        "redactie",
        "newsroom",
        "news desk",
        "newsdesk",
        "web desk",
        "online desk",
        "press release",
        "news",
        "by",
        # agencies and wire services: they pass on, they do not write this page
        "reuters",
        "thomson reuters",
        "ap",
        "associated press",
        "the associated press",
        "afp",
        "agence france-presse",
        "agence france presse",
        "dpa",
        "deutsche presse-agentur",
        "upi",
        "united press international",
        "pa",
        "pa media",
        "press association",
        "ansa",
        "efe",
        "lusa",
        "xinhua",
        "tass",
        "interfax",
        "kyodo",
        "kyodo news",
        "yonhap",
        "ani",
        "pti",
        "ians",
        "apa",
        "sda",
        "keystone-sda",
        "kna",
        "epd",
        "sid",
        "anp",
        "belga",
        "ritzau",
        "ntb",
        "pap",
        "bloomberg",
        "bloomberg news",
        "getty images",
        "pr newswire",
        "business wire",
        "globe newswire",
        # labels of forms and buttons
        "name",
        "your name",
        "full name",
        "first name",
        "last name",
        "given name",
        "family name",
        "surname",
        "e-mail",
        "email",
        "e-mail address",
        "email address",
        "affiliation",
        "affiliations",
        "corresponding author",
        "view all authors",
        "show all authors",
        "all authors",
        "show more",
        "show less",
        "see more",
        "read more",
        "more",
        "share",
        "follow",
        "subscribe",
        "log in",
        "login",
        "sign in",
        "sign up",
        "register",
        "home",
        "about",
        "about us",
        "about author",
        "about the author",
        "about the authors",
        "über den autor",
        "über die autorin",
        "à propos de l'auteur",
        "sobre el autor",
        "sobre o autor",
        "sull'autore",
        "contact",
        "contact us",
        "search",
        "menu",
        "website",
        "publisher",
        "copyright",
        "all rights reserved",
        "orcid",
        "google scholar",
        "search for more papers by this author",
    }
)

# Surnames that open a Spanish or Portuguese double surname: `García Márquez, Gabriel José` is one
# person, while `Jane Doe, John Roe` are two.  The most frequent of Spain (INE, 2023), Portugal
# and Brazil; any other word that ends in -ez counts too.
DOUBLE_SURNAMES = _set(
    "garcía garcia gonzález gonzalez martín ruiz díaz moreno muñoz munoz romero alonso navarro",
    "torres ramos gil serrano blanco molina castro ortega delgado ortiz marín rubio medina morales",
    "santos castillo cruz reyes vargas rojas herrera silva oliveira souza sousa pereira costa",
    "ferreira almeida rodrigues fernandes gonçalves gomes lopes martins alves ribeiro carvalho",
)

# Many names only begin like this (Mackey, Machado, Macias): a capital follows Mac in these alone.
MAC = _set(
    "arthur aulay bride callum cormac cormack donald donnell dougall duff ewan farlane gillivray",
    "gregor innes intosh intyre iver ivor kenzie kinnon lachlan laren lean leod millan nab",
    "naughton neil neill pherson quarrie rae taggart",
)
