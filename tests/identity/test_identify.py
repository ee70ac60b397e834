"""What a link says by itself: each row of the host table, and what is not of it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preview.errors import InvalidUrl
from preview.identity import canonical_url, identify, names_of, parse_name
from preview.identity.hosts import SITES
from preview.model import WorkId


def named(text: str) -> str:
    """The work of a link, with its version behind `@`."""
    work = identify(text).work
    return f"{work}@{work.version}" if work.version else str(work)


SHA = "204e3073870fae3d05bcbc2f6a8e263d9b72e776"
HASH = "0123456789abcdef0123456789abcdef"

ARXIV = [
    ("https://arxiv.org/abs/1706.03762", "arxiv:1706.03762"),
    ("http://www.arxiv.org/pdf/1706.03762v12.pdf", "arxiv:1706.03762@12"),
    ("https://arxiv.org/html/1706.03762v7/figures/a.png", "arxiv:1706.03762@7"),
    ("https://arxiv.org/src/1706.03762v7/anc/data.csv", "arxiv:1706.03762@7"),
    ("https://arxiv.org/ps/hep-th/9711200v3.ps.gz", "arxiv:hep-th/9711200@3"),
    ("https://arxiv.org/abs/hepth/9711200", "arxiv:hep-th/9711200"),  # arXiv's own repair
    ("https://arxiv.org/abs/hep--th/9711200", "arxiv:hep-th/9711200"),
    ("https://arxiv.org/abs/math.GT/0309136", "arxiv:math/0309136"),  # subject class dropped
    ("https://arxiv.org/abs/cs.CL/1706.03762", "arxiv:1706.03762"),  # malformed, but occurs
    ("https://arxiv.org/format/1706.03762", "arxiv:1706.03762"),
    ("https://arxiv.org/abs/arxiv:1706.03762).", "arxiv:1706.03762"),  # pasted with its sentence
    ("https://arxiv.org/show-email/0a1b2c/1706.03762", "arxiv:1706.03762"),
    ("https://arxiv.org/abs?id=hep-th/9711200", "arxiv:hep-th/9711200"),
    ("https://arxiv.org/abs?archive=hep-th&papernum=9711200", "arxiv:hep-th/9711200"),
    ("https://arxiv.org/abs?hep-th/9711200", "arxiv:hep-th/9711200"),
    ("https://export.arxiv.org/api/query?id_list=1706.03762", "arxiv:1706.03762"),
    ("https://arxiv.org/PS_cache/hep-th/pdf/9711/9711200v1.pdf", "arxiv:hep-th/9711200@1"),
    ("https://arxiv.org/ftp/arxiv/papers/0704/0704.0001.pdf", "arxiv:0704.0001"),
    ("https://de.arxiv.org/abs/1706.03762", "arxiv:1706.03762"),
    ("http://xxx.lanl.gov/abs/hep-th/9711200", "arxiv:hep-th/9711200"),
    ("https://ar5iv.labs.arxiv.org/html/1706.03762", "arxiv:1706.03762"),
    ("https://www.alphaxiv.org/zh/overview/1706.03762v2", "arxiv:1706.03762@2"),
    ("https://huggingface.co/papers/1706.03762v2", "arxiv:1706.03762"),  # knows no versions
    ("https://www.arxiv-vanity.com/papers/hep-th/9711200/", "arxiv:hep-th/9711200"),
    ("https://scirate.com/arxiv/1706.03762", "arxiv:1706.03762"),
    ("https://www.semanticscholar.org/arxiv/1706.03762", "arxiv:1706.03762"),
    ("https://api.semanticscholar.org/arXiv:1706.03762", "arxiv:1706.03762"),
    ("https://ui.adsabs.harvard.edu/abs/arXiv:1706.03762", "arxiv:1706.03762"),
    ("https://ui.adsabs.harvard.edu/abs/2008arXiv0801.1021K/abstract", "arxiv:0801.1021"),
    ("https://dblp.org/rec/bibtex/journals/corr/abs-0801-1021", "arxiv:0801.1021"),
    ("https://doi.org/10.48550/ARXIV.1706.03762", "arxiv:1706.03762"),
    ("https://arxiv.org/abs/1706.03762”", "arxiv:1706.03762"),  # with a quotation's end
    ("http://xxx.arxiv.org/abs/hep-th/9711200", "arxiv:hep-th/9711200"),
    ("http://front.math.ucdavis.edu/math.GT/0309136", "arxiv:math/0309136"),
    ("https://www.alphaxiv.org/overview/1706.03762v2.md", "arxiv:1706.03762@2"),
    ("https://www.emergentmind.com/papers/1706.03762", "arxiv:1706.03762"),
    ("https://papers.cool/arxiv/1706.03762", "arxiv:1706.03762"),
    ("https://www.connectedpapers.com/main/1706.03762", "arxiv:1706.03762"),
    ("https://ui.adsabs.harvard.edu/abs/arXiv:hep-th%2F9711200/abstract", "arxiv:hep-th/9711200"),
    ("http://adsabs.harvard.edu/cgi-bin/bib_query?arXiv:0801.1021", "arxiv:0801.1021"),
    ("https://inspirehep.net/api/arxiv/1706.03762", "arxiv:1706.03762"),
    ("https://identifiers.org/arxiv:1706.03762", "arxiv:1706.03762"),
]

ARCHIVES = [
    ("https://pubmed.ncbi.nlm.nih.gov/7288891/", "pmid:7288891"),
    ("https://pubmed.ncbi.nlm.nih.gov/?term=7288891", "pmid:7288891"),
    ("https://www.ncbi.nlm.nih.gov/m/pubmed/7288891", "pmid:7288891"),
    ("https://www.ncbi.nlm.nih.gov/labs/pubmed/7288891-a-title/", "pmid:7288891"),
    ("https://www.ncbi.nlm.nih.gov/pubmed/?term=7288891%5Buid%5D", "pmid:7288891"),
    (
        "http://www.ncbi.nlm.nih.gov/entrez/query.fcgi?cmd=Retrieve&db=PubMed&list_uids=7288891",
        "pmid:7288891",
    ),
    ("https://identifiers.org/pubmed:7288891", "pmid:7288891"),
    ("http://www.pubmedcentral.nih.gov/articlerender.fcgi?artid=2835157", "pmcid:PMC2835157"),
    (
        "https://europepmc.org/backend/ptpmcrender.fcgi?accid=PMC2835157&blobtype=pdf",
        "pmcid:PMC2835157",
    ),
    ("https://www.ncbi.nlm.nih.gov/pmc/articles/pmid/7288891/", "pmid:7288891"),
    ("https://pmc.ncbi.nlm.nih.gov/articles/PMC2835157.2/pdf/x.pdf", "pmcid:PMC2835157"),
    ("https://europepmc.org/abstract/MED/7288891", "pmid:7288891"),
    ("https://europepmc.org/articles/pmc2835157?pdf=render", "pmcid:PMC2835157"),
    ("https://europepmc.org/article/PPR/PPR123456", "europepmc:PPR/PPR123456"),
    ("https://www.biorxiv.org/content/10.1101/696633v2.full.pdf", "doi:10.1101/696633@2"),
    ("https://www.biorxiv.org/content/10.1101/696633v2.article-info", "doi:10.1101/696633@2"),
    ("https://www.biorxiv.org/content/early/2019/07/08/696633", "doi:10.1101/696633"),
    (
        "https://biorxiv.org/cgi/content/short/2024.09.04.611255v1?rss=1",
        "doi:10.1101/2024.09.04.611255@1",
    ),
    ("https://biorxiv.org/cgi/content/short/734236", "doi:10.1101/734236"),
    (
        "https://www.medrxiv.org/content/10.64898/2026.01.02.26343210v3.full-text",
        "doi:10.64898/2026.01.02.26343210@3",
    ),
    ("https://openreview.net/forum?id=-abc_DEF1&noteId=zzzzzzzz", "openreview:-abc_DEF1"),
    ("https://openreview.net/attachment?id=abc_DEF12&name=pdf", "openreview:abc_DEF12"),
    ("https://aclanthology.org/N19-1423v2.pdf", "acl:N19-1423@2"),
    ("https://aclanthology.org/2020.acl-main.1/", "acl:2020.acl-main.1"),
    ("https://www.aclweb.org/anthology/N/N19/N19-1423.pdf", "acl:N19-1423"),
    ("https://aclanthology.info/papers/N19-1423/n19-1423", "acl:N19-1423"),
    ("http://acl.ldc.upenn.edu/P/P02/P02-1040.pdf", "acl:P02-1040"),
    ("https://doi.org/10.18653/v1/n19-1423", "acl:N19-1423"),
    (
        f"https://papers.nips.cc/paper_files/paper/2019/file/{HASH}-Supplemental.zip",
        f"neurips:2019/{HASH}",
    ),
    (
        f"https://proceedings.neurips.cc/paper_files/paper/2023/hash/{HASH}-Abstract-Conference.html",
        f"neurips:2023/{HASH}",
    ),
    (
        f"https://proceedings.neurips.cc/paper_files/paper/2023/file/{HASH}-Paper-Position_Track.pdf",
        f"neurips:2023/{HASH}-Position_Track",
    ),
    ("https://papers.nips.cc/paper/5782-some-slug.pdf", "neurips:5782-some-slug"),
    ("https://proceedings.mlr.press/v70/finn17a/finn17a.pdf", "pmlr:v70/finn17a"),
    ("http://jmlr.org/proceedings/papers/v37/ioffe15.html", "pmlr:v37/ioffe15"),
    ("http://jmlr.org/proceedings/papers/v9/glorot10a/glorot10a.pdf", "pmlr:v9/glorot10a"),
    (
        "https://raw.githubusercontent.com/mlresearch/v70/main/assets/finn17a/finn17a.pdf",
        "pmlr:v70/finn17a",
    ),
    ("https://www.jmlr.org/papers/volume21/20-074/20-074.pdf", "jmlr:v21/20-074"),
    (
        "https://openaccess.thecvf.com/content/CVPR2023W/X/papers/Doe_A_CVPRW_2023_paper.pdf",
        "cvf:content/CVPR2023W/X/Doe_A_CVPRW_2023",
    ),
    (
        "https://openaccess.thecvf.com/content_cvpr_2016/supplemental/Doe_A_2016_CVPR_supplemental.pdf",
        "cvf:content_cvpr_2016/Doe_A_CVPR_2016",
    ),
    (
        "http://www.cv-foundation.org/openaccess/content_cvpr_2015/papers/Doe_A_2015_CVPR_paper.pdf",
        "cvf:content_cvpr_2015/Doe_A_2015_CVPR",
    ),
    ("https://www.zenodo.org/record/1196821", "zenodo:1196821"),
    ("https://zenodo.org/records/1196821/files/a.pdf?download=1", "zenodo:1196821"),
    ("https://zenodo.org/badge/DOI/10.5281/zenodo.1196821.svg", "zenodo:1196821"),
    ("https://zenodo.org/doi/10.5281/zenodo.1196821", "zenodo:1196821"),
    ("https://figshare.com/articles/dataset/RAIN/4234751/3", "figshare:4234751@3"),
    ("https://bath.figshare.com/articles/some_title/4234751", "figshare:4234751"),
    ("https://figshare.com/articles/some_title/4234751/2", "figshare:4234751@2"),
    ("10.6084/m9.figshare.4234751.v3", "figshare:4234751@3"),
    ("https://osf.io/xyz12/", "osf:xyz12"),
    ("https://osf.io/preprints/socarxiv/xyz12_v3/", "osf:xyz12@3"),
    ("https://psyarxiv.com/xyz12", "osf:xyz12"),
    ("https://doi.org/10.31234/osf.io/xyz12_v2", "osf:xyz12@2"),
    ("https://ssrn.com/abstract=1234567", "ssrn:1234567"),
    ("https://papers.ssrn.com/sol3/Delivery.cfm/x.pdf?abstractid=1234567", "ssrn:1234567"),
    ("https://theses.hal.science/tel-02083632v1/document", "hal:tel-02083632@1"),
    ("https://hal.archives-ouvertes.fr/jpa-00235190", "hal:jpa-00235190"),
    ("http://hal.in2p3.fr/in2p3-00123456", "hal:in2p3-00123456"),
    ("https://data.mendeley.com/datasets/abcdefghij/2", "doi:10.17632/abcdefghij.2"),
    ("https://www.jstor.org/stable/pdf/30078788.pdf", "jstor:30078788"),
    ("https://www.jstor.org/stable/10.2307/30078788", "doi:10.2307/30078788"),
]

CATALOGUES = [
    (f"https://www.semanticscholar.org/paper/Some-Title/{SHA}", f"s2:{SHA}"),
    (f"https://www.semanticscholar.org/reader/{SHA}", f"s2:{SHA}"),
    ("https://api.semanticscholar.org/CorpusID:13756489", "s2:CorpusID:13756489"),
    ("https://dblp.org/rec/bib1/conf/nips/DoeR17.bib", "dblp:conf/nips/DoeR17"),
    ("https://dblp.org/rec/bib/journals/corr/abs-1706-03762", "arxiv:1706.03762"),
    ("https://dblp.uni-trier.de/rec/html/conf/nips/DoeR17", "dblp:conf/nips/DoeR17"),
    ("https://ui.adsabs.harvard.edu/#abs/2017ApJ...848L..12A", "ads:2017ApJ...848L..12A"),
    ("https://adsabs.harvard.edu/abs/1998A%26A...330..515F", "ads:1998A&A...330..515F"),
    ("https://scixplorer.org/abs/2017ApJ...848L..12A/abstract", "ads:2017ApJ...848L..12A"),
    ("http://esoads.eso.org/abs/1998A%26A...330..515F", "ads:1998A&A...330..515F"),
    (
        "http://articles.adsabs.harvard.edu/cgi-bin/nph-iarticle_query?1998A%26A...330..515F&x=y",
        "ads:1998A&A...330..515F",
    ),
    (f"https://pdfs.semanticscholar.org/{SHA[:4]}/{SHA[4:]}.pdf", f"s2:{SHA}"),
    (f"https://www.connectedpapers.com/main/{SHA}/A-title/graph", f"s2:{SHA}"),
    ("https://inspirehep.net/record/1405797", "inspire:1405797"),
]

PUBLISHERS = [
    ("https://ieeexplore.ieee.org/iel7/5/4357935/06649456.pdf", "ieee:6649456"),
    ("https://ieeexplore.ieee.org/stamp/stamp.jsp?tp=&arnumber=6649456", "ieee:6649456"),
    (
        "https://www.sciencedirect.com/science/article/abs/pii/S2210271X18305656?via%3Dihub",
        "pii:S2210271X18305656",
    ),
    ("https://linkinghub.elsevier.com/retrieve/pii/S2210271X18305656", "pii:S2210271X18305656"),
    ("https://www.cell.com/cell/fulltext/S0092-8674%2820%2930001-1", "pii:S0092867420300011"),
    ("https://reader.elsevier.com/reader/sd/pii/S2210271X18305656", "pii:S2210271X18305656"),
    (
        "https://pdf.sciencedirectassets.com/1/1-s2.0-S2210271X18X00123/1-s2.0-S2210271X18305656"
        "/main.pdf?X-Amz-Date=1",
        "pii:S2210271X18305656",
    ),
    (
        "https://www.thelancet.com/action/showPdf?pii=S0140-6736%2820%2930183-5",
        "pii:S0140673620301835",
    ),
    (
        "https://www.gastrojournal.org/article/S0016-5085(20)30184-9/fulltext",
        "pii:S0016508520301849",
    ),
    ("https://www.nature.com/articles/d41586-019-02790-3.pdf", "doi:10.1038/d41586-019-02790-3"),
    (
        "http://www.nature.com/nature/journal/v521/n7553/full/nature14539.html",
        "doi:10.1038/nature14539",
    ),
    ("https://www.nature.com/articles/sdata201618/figures/1", "doi:10.1038/sdata.2016.18"),
    (
        "http://www.nature.com/ismej/journal/v6/n8/full/ismej20128a.html",
        "doi:10.1038/ismej.2012.8",
    ),
    ("https://www.nature.com/articles/srep20123", "doi:10.1038/srep20123"),  # numbers through
    (
        "https://www.nature.com/srep/2015/150720/srep12345/full/srep12345.html",
        "doi:10.1038/srep12345",
    ),
    ("https://www.nature.com/articles/nmeth.2019.epdf?x=1", "doi:10.1038/nmeth.2019"),
    ("https://www.nature.com/articles/s41599-019-0261-6", "doi:10.1057/s41599-019-0261-6"),
    ("https://elifesciences.org/content/4/e00013v2", "doi:10.7554/elife.00013@2"),
    ("http://pubs.rsc.org/en/Content/ArticleHTML/2008/JM/B806499G", "doi:10.1039/b806499g"),
    ("https://doi.org/10.7554/eLife.90000.2", "doi:10.7554/elife.90000@2"),
    ("https://doi.org/10.7554/eLife.00013.002", "doi:10.7554/elife.00013.002"),  # of a figure
    ("https://peerj.com/articles/cs-12/", "doi:10.7717/peerj-cs.12"),
    (
        "https://www.preprints.org/manuscript/202101.0001/v1",
        "doi:10.20944/preprints202101.0001.v1",  # here the version is part of the DOI
    ),
    ("https://www.researchsquare.com/article/rs-123/v2", "doi:10.21203/rs.3.rs-123/v2"),
    ("https://dl.acm.org/citation.cfm?id=3375627.3375832", "doi:10.1145/3375627.3375832"),
    ("https://dl.acm.org/doi/fullHtml/10.1145/3375627.3375832", "doi:10.1145/3375627.3375832"),
    ("https://onlinelibrary.wiley.com/doi/10.1002/hbm.22146/full", "doi:10.1002/hbm.22146"),
    (
        "https://onlinelibrary.wiley.com/doi/10.1002/(SICI)1097-4571(199806)49:8%3C693::AID-ASI4"
        "%3E3.0.CO;2-O/abstract",
        "doi:10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o",
    ),
    (
        "https://pubs.acs.org/doi/suppl/10.1021/jp003647e/suppl_file/a_si_001.pdf",
        "doi:10.1021/jp003647e",
    ),
    (
        "https://iopscience.iop.org/article/10.1088/0004-637X/799/1/2/pdf",
        "doi:10.1088/0004-637x/799/1/2",
    ),
    (
        "https://academic.oup.com/nar/article/doi/10.1093/nar/gkaa1100/6006180",
        "doi:10.1093/nar/gkaa1100",  # Silverchair appends its own number
    ),
    (
        "https://pubs.aip.org/aip/jap/article/doi/10.1063/5.0012345/2834567/A-title",
        "doi:10.1063/5.0012345",
    ),
    (
        "https://onlinelibrary.wiley.com/doi/10.1155/2022/7423018",
        "doi:10.1155/2022/7423018",  # not of Silverchair: the number is the DOI's
    ),
    ("https://onlinelibrary.wiley.com/doi/10.1002/hbm.22146/suppinfo", "doi:10.1002/hbm.22146"),
    (
        "https://journals.aps.org/prl/supplemental/10.1103/PhysRevLett.116.061102/a.pdf",
        "doi:10.1103/physrevlett.116.061102",
    ),
    (
        "https://drops.dagstuhl.de/entities/document/10.4230/LIPIcs.ICALP.2020.1/metadata/bibtex",
        "doi:10.4230/lipics.icalp.2020.1",
    ),
    (
        "https://api.crossref.org/works/10.1093/nar/gkaa1100/transform/application/x-bibtex",
        "doi:10.1093/nar/gkaa1100",
    ),
    (
        "https://www.taylorfrancis.com/books/mono/10.4324/9781315123456/a-title-jane-doe",
        "doi:10.4324/9781315123456",
    ),
    (
        "https://oxford.universitypressscholarship.com/view/10.1093/acprof:oso/"
        "9780199264568.001.0001/acprof-9780199264568",
        "doi:10.1093/acprof:oso/9780199264568.001.0001",
    ),
    (
        "http://www.plosone.org/article/info%3Adoi%2F10.1371%2Fjournal.pone.0111303",
        "doi:10.1371/journal.pone.0111303",
    ),
    (
        "https://dataverse.harvard.edu/dataset.xhtml?persistentId=doi:10.7910/DVN/NJ7XSO",
        "doi:10.7910/dvn/nj7xso",
    ),
    ("https://link.springer.com/openurl?id=doi:10.1007/s00-1", "doi:10.1007/s00-1"),
    ("https://link.springer.com/content/pdf/10.1007%2Fs00-1.pdf", "doi:10.1007/s00-1"),
    ("https://doi.org/10.1000/182。", "doi:10.1000/182"),  # pasted with its sentence
    ("https://doi.org/10.1000/182”", "doi:10.1000/182"),
    ("https://doi.org/10.1000/182%3E", "doi:10.1000/182"),
    ("https://hdl.handle.net/10.1000/182", "doi:10.1000/182"),
    ("https://dx.doi.org/doi:10.1000/182;jsessionid", "doi:10.1000/182;jsessionid"),
    ("https://unknown.example/articles/10.1000/182/full", "doi:10.1000/182"),
]

IDENTIFIERS = [
    ("arXiv:1706.03762v7 [cs.CL]", "arxiv:1706.03762@7"),
    ("arXiv:1706.03762v7 [cs.CL] 2 Aug 2023", "arxiv:1706.03762@7"),  # the whole margin
    ("arXiv 1706.03762", "arxiv:1706.03762"),
    ("arXiv:1706.03762.", "arxiv:1706.03762"),  # with its sentence
    ("PMC2835157;", "pmcid:PMC2835157"),
    (" 1706.03762\n", "arxiv:1706.03762"),
    ("hep-th/9901001", "arxiv:hep-th/9901001"),
    ("info:doi/10.1000/182", "doi:10.1000/182"),
    ("urn:doi:10.1000/182", "doi:10.1000/182"),
    ("10.1000/abc\u200b", "doi:10.1000/abc"),  # copied with a zero-width space
    ("PMID 7288891", "pmid:7288891"),
    ("pmcid: PMC2835157", "pmcid:PMC2835157"),
    ("zenodo:1196821", "zenodo:1196821"),  # a work_id of ours
]

MADE_DOIS = [
    (
        "http://prl.aps.org/abstract/PRL/v77/i18/p3865_1",
        "doi:10.1103/physrevlett.77.3865",
    ),
    ("http://link.aps.org/abstract/PRL/v116/e061102", "doi:10.1103/physrevlett.116.061102"),
    ("https://physics.aps.org/articles/v9/17", "doi:10.1103/physics.9.17"),
    ("https://acp.copernicus.org/articles/20/1/2020/", "doi:10.5194/acp-20-1-2020"),
    (
        "https://acp.copernicus.org/articles/20/1/2020/acp-20-1-2020.pdf",
        "doi:10.5194/acp-20-1-2020",
    ),
    ("https://www.the-cryosphere.net/9/1/2015/tc-9-1-2015.html", "doi:10.5194/tc-9-1-2015"),
    (
        "https://egusphere.copernicus.org/preprints/2023/egusphere-2023-12/",
        "doi:10.5194/egusphere-2023-12",
    ),
    ("http://www.biomedcentral.com/1471-2105/9/559", "doi:10.1186/1471-2105-9-559"),
    (
        "http://www.biomedcentral.com/content/pdf/1471-2105-9-559.pdf",
        "doi:10.1186/1471-2105-9-559",
    ),
    ("https://www.bmj.com/content/368/bmj.m441", "doi:10.1136/bmj.m441"),
    ("https://www.bmj.com/content/bmj/382/bmj-2023-12345.full.pdf", "doi:10.1136/bmj-2023-12345"),
    ("https://www.pnas.org/content/early/2020/01/01/1907378117", "doi:10.1073/pnas.1907378117"),
    ("https://www.hindawi.com/journals/cin/2018/7068349/", "doi:10.1155/2018/7068349"),
    ("https://www.jmir.org/2020/4/e18796/", "doi:10.2196/18796"),
    ("https://www.karger.com/Article/FullText/12345", "doi:10.1159/000012345"),
    ("http://www.thieme-connect.de/DOI/DOI?10.1055/s-0040-1234567", "doi:10.1055/s-0040-1234567"),
    (
        "http://iopscience.iop.org/1367-2630/17/2/023024/article",
        "doi:10.1088/1367-2630/17/2/023024",
    ),
    ("http://stacks.iop.org/1748-0221/10/i=1/a=P01001", "doi:10.1088/1748-0221/10/1/p01001"),
    (
        "https://www.ams.org/journals/bull/1902-08-10/S0002-9904-1902-00923-3/",
        "doi:10.1090/s0002-9904-1902-00923-3",
    ),
    ("https://www.ijcai.org/proceedings/2020/0017.pdf", "doi:10.24963/ijcai.2020/17"),
    (
        "https://drops.dagstuhl.de/storage/00lipics/lipics-vol168-icalp2020/LIPIcs.ICALP.2020.1"
        "/LIPIcs.ICALP.2020.1.pdf",
        "doi:10.4230/lipics.icalp.2020.1",
    ),
    (
        "https://projecteuclid.org/journalArticle/Download?urlId=10.1214%2Faos%2F1176344136",
        "doi:10.1214/aos/1176344136",
    ),
    (
        "https://onlinelibrary.wiley.com/share/author/ABC?target=10.1002/hbm.22146",
        "doi:10.1002/hbm.22146",
    ),
    ("https://xlink.rsc.org/?DOI=B806499G", "doi:10.1039/b806499g"),
    (
        "https://cdn.elifesciences.org/articles/00013/elife-00013-v2.pdf",
        "doi:10.7554/elife.00013@2",
    ),
    ("https://peerj.com/preprints/1234v2.pdf", "doi:10.7287/peerj.preprints.1234v2"),
    ("https://resolver.example/?rft_id=info:doi/10.1000/182&rft.genre=article", "doi:10.1000/182"),
]

ALL = ARXIV + ARCHIVES + CATALOGUES + PUBLISHERS + MADE_DOIS + IDENTIFIERS


@pytest.mark.parametrize(("text", "work"), ALL)
def test_a_link_names_its_work(text: str, work: str):
    assert named(text) == work


@pytest.mark.parametrize(("text", "_work"), ALL)
def test_the_canonical_url_names_the_same_work(text: str, _work: str):
    link = identify(text)
    again = identify(link.canonical_url)
    assert str(again.work) == str(link.work)
    assert again.canonical_url == link.canonical_url
    assert str(parse_name(str(link.work))) == str(link.work)
    assert link.aliases[0] == WorkId(link.work.scheme, link.work.value)


@pytest.mark.parametrize(
    "link",
    [
        "https://arxiv.org/abs/1501.0001",  # 4 digits ended with 1412
        "https://arxiv.org/abs/1412.00001",
        "https://arxiv.org/abs/0703.0001",  # the new scheme began with 0704
        "https://arxiv.org/abs/2513.00001",
        "https://arxiv.org/abs/9912.00001",
        "https://arxiv.org/abs/2504.00000",
        "https://arxiv.org/abs/1706.03762v0",
        "https://arxiv.org/abs/hep-th/0704001",
        "https://arxiv.org/abs/nonsense/9901001",
        "https://arxiv.org/abs/hep-th",
        "https://arxiv.org/list/hep-th/9901001",
        "https://arxiv.org/abs/१७०६.०३७६२",
        "https://export.arxiv.org/api/query?id_list=1706.03762,1706.03763",
        "https://openreview.net/profile?id=~Jane_Doe1",
        "https://pubmed.ncbi.nlm.nih.gov/?term=7288891+7288892",
        "https://www.ncbi.nlm.nih.gov/entrez/query.fcgi?db=gene&list_uids=7288891",
        "https://www.ncbi.nlm.nih.gov/entrez/query.fcgi?db=pubmed&list_uids=7288891,7288892",
        f"https://www.connectedpapers.com/main/{SHA}+{SHA}/graph",  # of two papers
        "https://huggingface.co/datasets/1706.03762",
        "https://proceedings.neurips.cc/paper_files/paper/2023",
        "https://openaccess.thecvf.com/CVPR2023",
        "https://openaccess.thecvf.com/content/CVPR2023/slides/Doe_A_CVPR_2023_paper.pdf",
        "https://dblp.org/rec/conf/../x",
        "https://dblp.org/rec/conf/x%2F%2Fy%2F..%2Fz",
        "https://www.semanticscholar.org/arxiv/nonsense",
        "https://ui.adsabs.harvard.edu/search/q=x",
        "https://openreview.net/references/pdf?id=abcdefgh",
        "https://aclanthology.org/volumes/P18-1/",
        "https://proceedings.mlr.press/v37/",
        "https://proceedings.mlr.press/v37/assets/bib/citations.bib",
        "https://www.biorxiv.org/cgi/content/short/2026.01.12.688133v1",  # of which prefix?
        "https://www.biorxiv.org/content/biorxiv/early/2026/01/15/2026.01.12.688133.full.pdf",
        "https://www.nature.com/articles/6602175",  # 10.1038/sj.bjc.6602175
        "https://www.nature.com/articles/palcomms201612",  # 10.1057/palcomms.2016.12
        "https://www.nature.com/articles/pr2007123",  # 10.1203/…
        "https://oxford.universitypressscholarship.com/view/10.1093/acprof:oso/"
        "9780199264568.001.0001/acprof-9780199264568-chapter-3",  # the DOI is the book's
        "https://zenodo.org/badge/latestdoi/123456",  # the number of a GitHub repository
        "https://osf.io/about",
        "https://osf.io/search",
        "https://www.jstor.org/stable/i30078788",  # an issue
        "https://dl.acm.org/citation.cfm?id=3375832",
        "https://www.mdpi.com/2072-4292/12/1/1",
        "https://acp.copernicus.org/articles/20/1/2020/acp-20-1-2020-supplement.pdf",
        "https://angeo.copernicus.org/articles/18/1/2000/",  # then of Springer
        "https://www.bmj.com/content/368/bmj.m441/rr-1",  # a letter to it
        "https://www.hindawi.com/journals/isrn/2012/123456/",  # 10.5402/…
        "https://www.jmir.org/2015/1/e12/",  # 10.2196/jmir.…
        "https://iopscience.iop.org/0004-637X/500/2/525/",  # 10.1086/…
        "https://www.ams.org/journals/tran/2020-373-01/S0002-9947-2019-07900-0/",  # 10.1090/tran/…
        "https://pdf.sciencedirectassets.com/1/1-s2.0-S2210271X18305656/mmc1.pdf",
        "https://doi.org/10/abc123",  # short DOIs need the network
        "https://github.com/a/b/blob/main/10.1000/182",
        "https://en.wikipedia.org/wiki/10.1000/182",
        "https://scholar.google.com/scholar?doi=10.1000/182",
        "https://example.com/?id=see 10.1000/182",  # not the whole value
        "https://example.com/v10.1000/182",  # not at the start of a segment
    ],
)
def test_what_only_looks_like_a_paper_is_a_page(link: str):
    assert identify(link).work.scheme == "url"


@pytest.mark.parametrize(
    "link",
    [
        "https://arxiv.org.evil.example/abs/1706.03762",
        "https://notarxiv.org/abs/1706.03762",
        "https://evil.example/arxiv.org/abs/1706.03762",
        "https://arxiv.org@evil.example/abs/1706.03762",
        "https://user@arxiv.org/abs/1706.03762",
        "https://arxiv.org:8443/abs/1706.03762",
        "https://info.arxiv.org/abs/1706.03762",
        "https://xfigshare.com/articles/dataset/x/4234751",
        "https://figshare.com.evil.example/articles/dataset/x/4234751",
        "https://www.google.com.evil.example/url?q=https://arxiv.org/abs/1706.03762",
        "http://127.0.0.1/10.1000/182",
        "http://8.8.8.8/10.1000/182",
        "http://localhost/10.1000/182",
        "http://printer.local/10.1000/182",
        "https://evil.example:8080/10.1000/182",
    ],
)
def test_a_work_is_told_by_the_exact_host_alone(link: str):
    assert identify(link).work.scheme == "url"


def test_a_link_is_fetched_where_it_points_and_an_identifier_at_its_page():
    link = identify("http://Huggingface.co/papers/1706.03762?utm_source=x#top")
    assert link.url == "http://huggingface.co/papers/1706.03762?utm_source=x"
    assert identify("10.1000/A#b").url == "https://doi.org/10.1000/a%23b"


def test_a_work_named_behind_the_fragment_is_fetched_at_its_page():
    link = identify("https://ui.adsabs.harvard.edu/#abs/2017ApJ...848L..12A/abstract")
    assert link.url == "https://ui.adsabs.harvard.edu/abs/2017ApJ...848L..12A"


def test_a_stranger_with_a_doi_in_his_address_is_not_asked_about_the_work():
    link = identify("https://evil.example/10.1145/3375627.3375832")
    assert link.url == "https://doi.org/10.1145/3375627.3375832"
    assert identify("https://evil.example/x?doi=10.1101/696633v2").url == (
        "https://www.biorxiv.org/content/10.1101/696633v2"
    )
    assert identify("https://identifiers.org/doi:10.1000/182").url == "https://doi.org/10.1000/182"
    publisher = "https://dl.acm.org/doi/10.1145/3375627.3375832"
    assert identify(publisher).url == publisher


def test_a_canonical_url_has_no_password():
    assert identify("https://me:pw@example.com/a").canonical_url == "https://example.com/a"


def test_a_page_is_its_own_canonical_url_without_trackers():
    link = identify("http://www.example.com/a/?utm_source=x&b=c#top")
    assert link.canonical_url == "http://www.example.com/a/?b=c"
    assert str(link.work) == "url:example.com/a?b=c"
    assert link.aliases == (link.work,)


@pytest.mark.parametrize(
    ("link", "content_type"),
    [
        ("https://arxiv.org/pdf/1706.03762", "application/pdf"),
        ("https://arxiv.org/abs/1706.03762", "text/html"),
        ("https://arxiv.org/html/1706.03762v1/x1.png", None),
        ("https://openreview.net/pdf?id=abc_DEF12", "application/pdf"),
        ("https://www.biorxiv.org/content/10.1101/696633v1.full.pdf+html", None),
        ("https://zenodo.org/records/1196821/preview/a.pdf", "text/html"),
        ("https://example.com/a.PDF", "application/pdf"),
        ("https://github.com/a/b/blob/main/a.pdf", None),  # a page about a file
        ("https://example.com/a", None),
        ("10.1000/182", None),
    ],
)
def test_the_form_of_a_link_tells_its_content_type(link: str, content_type: str | None):
    assert identify(link).content_type == content_type


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        (" \u200b\n", "empty"),
        ("example.com/a", "did you mean https://example.com/a?"),
        ("//example.com/a", "did you mean https://example.com/a?"),
        ("localhost:8080/a", "did you mean https://localhost:8080/a?"),
        ("doi.org/10.1000/182", "did you mean https://doi.org/10.1000/182?"),
        ("ftp://example.com/", "Only http and https"),
        ("javascript:alert(1)", "Only http and https"),
        ("file:///etc/passwd", "Only http and https"),
        ("https://", "malformed"),
        ("https://example.com/a\nb", "control characters"),
        ("https://example.com/\x9f", "control characters"),
        ("https://example.com/\ud800", "control characters"),
        ("https://example.com/" + "a" * 2048, "2048 bytes"),
        ("https://example.com/" + "é" * 400, "2048 bytes"),  # 6 bytes each as percent-encoded
        ("(10.1000/182)", "neither"),
        ("192.1680.1", "neither"),
        ("2504.1841", "neither"),
        ("10.1000/a b", "neither"),
        ("url:example.com", "http"),
    ],
)
def test_what_cannot_be_understood_says_why(text: str, says: str):
    with pytest.raises(InvalidUrl) as problem:
        identify(text)
    assert says in problem.value.message


TEXTS = st.one_of(
    st.text(),
    st.text().map("https://arxiv.org/abs/{}".format),
    st.text().map("https://doi.org/10.1000/{}".format),
    st.text("/.-_?=&%:;()<>#0123456789vabcdoi", max_size=60).map("https://{}".format),
    st.sampled_from([text for text, _ in ALL]).flatmap(
        lambda text: st.integers(0, len(text)).map(lambda at: text[:at] + "%2f%" + text[at:])
    ),
)


@given(TEXTS)
@settings(max_examples=200)
def test_any_text_is_a_link_or_an_invalid_url(text: str):
    try:
        link = identify(text)
    except InvalidUrl:
        return
    assert link.url.isascii()
    assert "#" not in link.url
    if link.work.scheme != "url":
        again = identify(canonical_url(link.work))
        assert str(again.work) == str(link.work)
        assert names_of(again.work)[0] == WorkId(link.work.scheme, link.work.value)
    assert str(identify(link.url).work) == str(link.work)


def test_each_host_of_the_table_belongs_to_one_site():
    hosts = [host for site in SITES for host in site.hosts]
    assert sorted(hosts) == sorted(set(hosts))
    assert all(host == host.lower() and not host.startswith("www.") for host in hosts)
