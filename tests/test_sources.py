"""Importers: pages, feeds, PDFs, archives and tables as articles; what is stated, what is guessed, what is refused."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from chronicle.errors import Problem
from chronicle.sources.found import Found, Raw
from chronicle.sources.kinds import articles_in

STORY = (
    "Two ferrymen were killed when shells fell on the harbour of Neum on Sunday, the mayor said.",
    "A third man was wounded, and the evening ferry to the islands was put off until the morning.",
)
ARTICLE = f"<article><h1>Shells fall on the harbour</h1><p>{STORY[0]}</p><p>{STORY[1]}</p></article>"
HEAD = """<meta charset="utf-8"><title>Shells fall on the harbour | Coast Post</title>
<meta property="og:site_name" content="Coast Post"><meta name="author" content="A. Writer">
<meta property="article:published_time" content="1999-04-12T23:30:00+02:00">
<link rel="canonical" href="https://coast.example/1999/harbour">"""


def page(head: str = HEAD, body: str = ARTICLE) -> bytes:
    return f"<!doctype html><html><head>{head}</head><body><nav>Home</nav>{body}</body></html>".encode()


def read(data: bytes, name: str = "x", url: str = "", retrieved: str = "2001-01-01T00:00:00Z") -> list[Found | Problem]:
    return list(articles_in(Raw(data, name, url, retrieved), Path(name)))


def one(data: bytes, name: str = "x", **more: str) -> Found:
    (found,) = read(data, name, **more)
    assert isinstance(found, Found), found
    return found


def complaint(data: bytes, name: str = "x") -> str:
    (found,) = read(data, name)
    assert isinstance(found, Problem), found
    return str(found)


def pdf(lines: list[str], extra: str = "") -> bytes:
    """Return a PDF of one page, made by hand: five objects, a line of text each."""
    drawn = "BT /F1 12 Tf 40 700 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< {extra} >>",
    ]
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    return f"{body}{end}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{len(body)}\n%%EOF".encode()


def warc(pages: dict[str, bytes], mime: str = "text/html", packed: bool = True) -> bytes:
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=packed)
    for url, body in pages.items():
        head = StatusAndHeaders("200 OK", [("Content-Type", mime)], protocol="HTTP/1.1")
        more = {"WARC-Date": "1999-04-13T08:00:00Z"}
        record = writer.create_warc_record(url, "response", io.BytesIO(body), http_headers=head, warc_headers_dict=more)
        writer.write_record(record)
    return stream.getvalue()


def wacz(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def feed(*items: str, head: str = "") -> bytes:
    return f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>Coast Post</title>{"".join(items)}</channel></rss>'.encode()


def test_a_saved_page_states_what_it_is() -> None:
    found = one(page())
    assert found.text == f"{STORY[0]}\n\n{STORY[1]}\n"
    values = {name: found.value(name).text for name in ("title", "date", "publisher", "author", "url")}
    assert values == {
        "title": "Shells fall on the harbour",
        "date": "1999-04-12",
        "publisher": "Coast Post",
        "author": "A Writer",
        "url": "https://coast.example/1999/harbour",
    }
    assert [name for name in values if found.value(name).guess] == []


def test_what_a_page_does_not_state_is_a_guess_or_missing() -> None:
    found = one(
        page("<title>x</title>", f"<article><p>12 April 1999</p>{ARTICLE}</article>"), url="https://coast.example/a"
    )
    assert (found.date.text, bool(found.date.guess)) == ("1999-04-12", True)
    assert found.publisher.text == "", "the address is nobody's name"
    assert found.url.text == "https://coast.example/a"


def test_old_papers_have_their_day() -> None:
    head = '<meta property="article:published_time" content="1944-08-02">'
    assert one(page(head)).date.text == "1944-08-02"


def test_no_page_is_dated_after_it_was_saved() -> None:
    head = '<meta property="article:published_time" content="2019-04-12">'
    assert one(page(head)).date.text == ""


def test_a_page_names_no_address_of_another_site() -> None:
    assert one(page(), url="https://www.coast.example/x?utm=1").url.text == "https://coast.example/1999/harbour"
    assert one(page(), url="https://mirror.example/x").url.text == "https://mirror.example/x"
    assert one(page('<link rel="canonical" href="javascript:alert(1)">')).url.text == ""


@pytest.mark.parametrize(
    ("data", "letters"),
    [
        (page('<meta charset="windows-1251">', "<p>Порт обстрелян ночью, двое убиты, сообщил мэр города Неум.").decode().encode("cp1251"), "обстрелян"),
        (page("", "<p>The café by the harbour was hit and two men were killed.</p>").decode().encode("latin-1"), "café"),
        (page("", "<p>The café by the harbour was hit and two men were killed.</p>").decode().encode("utf-16"), "café"),
        (b"<?xml version='1.0' encoding='utf-8'?>" + page("", "<p>The café by the harbour was hit; two men died.</p>"), "café"),
    ],
)  # fmt: skip
def test_pages_in_other_encodings(data: bytes, letters: str) -> None:
    assert letters in one(data, "x.html").text


def test_a_page_saved_as_one_file() -> None:
    head = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://coast.example/1999/harbour\r\n"
    head += 'Date: Tue, 13 Apr 1999 10:00:00 +0200\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="b"\r\n\r\n'
    data = f"{head}--b\r\nContent-Type: text/html\r\n\r\n".encode() + page() + b"\r\n--b--\r\n"
    found = one(data, "x.mhtml")
    assert STORY[0] in found.text
    assert (found.retrieved, found.original, found.suffix) == ("1999-04-13T08:00:00Z", data, ".mhtml")


def test_a_pdf() -> None:
    lines = [
        "Two ferrymen were killed when shells fell on the har-",
        "bour of Neum on Sunday, the mayor said.",
        "",
        "More.",
    ]
    found = one(pdf(lines, "/Title (Shells) /Author (A. Writer) /CreationDate (D:19990412080000Z)"), "x.pdf")
    assert "fell on the harbour of Neum on Sunday" in found.text
    assert (found.title.text, found.date.text, found.publisher.text) == ("Shells", "1999-04-12", "")
    assert found.date.guess == "the day on which the PDF was made"


def test_the_heading_of_a_pdf_is_no_part_of_its_first_sentence() -> None:
    lines = ["The road to Neum", "Two drivers were killed on the road to Neum on Sunday."]
    for title, first in (("The road to Neum", lines[0]), ("Shells on Neum", " ".join(lines)), ("", " ".join(lines))):
        found = one(pdf(lines, f"/Title ({title})"), "x.pdf")
        assert found.text.split("\n\n")[0].strip() == first, title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Shells fall on Neum\n\nTwo people were killed.\n", "Shells fall on Neum"),
        ("\r\nShells fall on Neum \r\n\r\nTwo people were killed.", "Shells fall on Neum"),
        ("Will Neum hold?\n\nNobody knows.", "Will Neum hold?"),
        ("Two people were killed in Neum.\n\nNobody said by whom.", ""),
        ("The mayor said: “Leave.”\n\nMany did.", ""),
        ("Shells fell on Neum\nand on its harbour.\n\nTwo people were killed.", ""),
        ("Shells fall on Neum\n\n", ""),
        ("Shells fall on Neum " * 10 + "\n\nTwo people were killed.", ""),
    ],
)
def test_a_first_line_that_stands_alone_is_guessed_to_be_the_headline(text: str, title: str) -> None:
    found = one(text.encode(), "x.txt")
    assert (found.text, found.title.text, bool(found.title.guess)) == (text, title, bool(title))


@pytest.mark.parametrize(("lines", "words"), [([], "only pictures"), ([" "], "only pictures")])
def test_a_pdf_without_text(lines: list[str], words: str) -> None:
    assert words in complaint(pdf(lines), "x.pdf")


def test_a_feed() -> None:
    items = (
        "<item><title>Shells &amp; fire</title><link>https://coast.example/1</link><author>A. Writer</author>"
        "<pubDate>Mon, 12 Apr 1999 00:30:00 +0300</pubDate><description>&lt;p&gt;Two &lt;b&gt;died&lt;/b&gt;.&lt;/p&gt;"
        "&lt;script&gt;bad()&lt;/script&gt;&lt;p&gt;More.&lt;/p&gt;</description></item>",
        "<item><title>Only a title</title></item>",
    )
    first, second = read(feed(*items))
    assert isinstance(first, Found)
    assert first.text == "Two died.\n\nMore.\n"
    assert (first.date.text, first.date.guess) == ("1999-04-12", "")
    assert (first.publisher.text, first.publisher.guess) == ("Coast Post", "the feed's title")
    assert "summary only" in first.notes[0]
    assert isinstance(second, Problem)
    assert "entry 2 has no text" in second.message


def test_an_atom_feed_gives_the_day_where_it_was_written() -> None:
    entry = "<entry><title>T</title><published>1999-04-12T00:30:00+03:00</published><content type='text'>Shells fell.</content></entry>"
    found = one(f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Coast Post</title>{entry}</feed>".encode())
    assert (found.date.text, found.text, found.notes) == ("1999-04-12", "Shells fell.\n", ())


@pytest.mark.parametrize("packed", [True, False])
def test_a_web_archive(packed: bool) -> None:
    pages = {"https://coast.example/1": page(), "https://coast.example/2": b"<html><body></body></html>"}
    data = warc(pages, packed=packed) + warc({"https://coast.example/x.png": b"\x89PNG"}, "image/png", packed)
    found = one(data, "x.warc.gz")
    assert (found.origin, found.retrieved, found.original) == (
        "https://coast.example/1",
        "1999-04-13T08:00:00Z",
        page(),
    )


def test_of_a_wacz_only_its_pages_are_read() -> None:
    listed = b'{"format": "json-pages-1.0"}\nno json\n{"url": "https://coast.example/1"}\n'
    archive = warc({"https://coast.example/1": page(), "https://ads.example/frame": page()})
    members = {"archive/data.warc.gz": archive, "pages/pages.jsonl": listed, "../../etc/evil.warc": archive}
    assert one(wacz(members), "x.wacz").origin == "https://coast.example/1"
    del members["pages/pages.jsonl"]
    assert len(read(wacz(members), "x.wacz")) == 2


def test_tables() -> None:
    data = '\ufeffDate;Source;Headline;Body\n1999-04-12;Coast Post;Shells;"Shells fell;\ntwo died."\n\n1999;x\n;;;\n1999-04-13;Post;;\n'
    first, second, third = read(data.encode(), "x.csv")
    assert isinstance(first, Found)
    assert (first.text, first.title.text, first.publisher.text) == ("Shells fell;\ntwo died.", "Shells", "Coast Post")
    assert [str(second), str(third)] == [
        "x.csv:5: has 2 cells in 4 columns (quote cells with commas)",
        "x.csv:7: has no text (give it one, or remove it)",
    ]
    lines = (
        b'{"id": 7, "date": "1999-04-12", "text": "Shells fell.", "publisher": null}\n\n[]\n{"text": 3}\n{"text"\n'
        + b"[" * 99999
    )
    found = read(lines, "x.jsonl")
    assert isinstance(found[0], Found)
    assert [str(p).partition(" (")[0] for p in found[1:]] == [
        "x.jsonl:3: is no JSON object",
        "x.jsonl:4: text is not a text",
        "x.jsonl:5: is no JSON",
        "x.jsonl:6: is no JSON",
    ]


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"title;date\nx;y\n", "x.csv", "has no column of texts"),
        (b'text\n"a" b\n', "x.csv", "is no CSV from here on"),
        (b"PK\x03\x04word/document.xml", "x.docx", "is a zip file or an office document"),
        (b"PK\x03\x04archive/", "x.wacz", "cannot be read as a web archive"),
        (b"bplist00", "x.webarchive", "Safari"),
        (b"%PDF-1.4\n", "x.pdf", "cannot be read as a PDF"),
        (b"<?xml version='1.0'?><office/>", "x.xml", "no feed and no web page"),
        (b"\x1f\x8b" + b"x" * 90, "x.gz", "is not UTF-8 text"),
        (feed(head='<!DOCTYPE r [<!ENTITY a SYSTEM "file:/etc/hostname">]>'), "x.xml", "declares entities"),
        (feed(), "x.xml", "holds no entry"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n", "x.mht", "holds no web page"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_so(data: bytes, name: str, words: str) -> None:
    assert words in complaint(data, name)
