#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""No word of a source is lost without a note: what importing.py's tidy sources have not.
   imported_words.py MARQUEE-CLI"""
import json
import os
import pathlib
import sys
import zipfile

os.environ["MARQUEE_BIN"] = str(pathlib.Path(sys.argv[1]).parent)
tests = pathlib.Path(__file__).resolve().parent.parent
sys.path[:0] = [str(tests / "ui"), str(tests / "backends")]
import harness  # noqa: E402
from tap import Steps  # noqa: E402

steps = Steps()
n = 0


def read(name, content, status=0):
    """What one file becomes: the reviews by title, and the notes."""
    global n
    n += 1
    path = harness.work / f"source{n}" / name
    path.parent.mkdir(parents=True)
    if isinstance(content, dict):
        with zipfile.ZipFile(path, "w") as archive:
            for member, text in content.items():
                archive.writestr(member, text)
    else:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    critic = harness.Critic(f"critic{n}")
    done = critic.run("import", "--json", path)
    assert done.returncode == status, (done.returncode, done.stdout, done.stderr)
    report = json.loads(done.stdout)
    rows = json.loads(critic.run("--json", "list", check=True).stdout)
    return {row["title"]: critic.show(row["id"]) for row in rows}, report


def one(name, content):
    reviews, report = read(name, content)
    assert len(reviews) == 1, reviews
    return next(iter(reviews.values())), json.dumps(report, ensure_ascii=False)


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(runs, properties=""):
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def styled(name):
    return f'<w:pStyle w:val="{name}"/>'


def item(list_id, level):
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def field(instruction, text):
    mark = '<w:r><w:rPr><w:i/></w:rPr><w:fldChar w:fldCharType="{}"/></w:r>'
    return (mark.format("begin") + f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>' + mark.format("separate")
            + run(text) + mark.format("end"))


def german_word():
    """A document of a German Word: its styles have German ids; notes, numbers and addresses stand in other parts."""
    styles = "".join(f'<w:style w:styleId="{i}"><w:name w:val="{name}"/></w:style>' for i, name in
                     (("Titel", "Title"), ("berschrift2", "heading 2"), ("Zitat", "Quote"), ("Hervorhebung", "Emphasis"),
                      ("Aufzhlungszeichen", "List Bullet")))
    body = (paragraph(run("Der Rausch (2020)"), styled("Titel"))
            + paragraph(run("First words") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(", then more")
                        + '<w:r><w:endnoteReference w:id="1"/></w:r>' + run("."))
            + paragraph(run("Once again"), styled("berschrift2"))
            + paragraph(run("Quoted words."), styled("Zitat"))
            + paragraph(run("one"), item(7, 0)) + paragraph(run("one and a half"), item(7, 1)) + paragraph(run("two"), item(7, 0))
            + paragraph(run("a point"), styled("Aufzhlungszeichen"))
            + paragraph(run("See ") + field('HYPERLINK "https://example.org/a"', "the site") + run(" and ")
                        + run("lean", '<w:rStyle w:val="Hervorhebung"/>') + run("hidden", "<w:vanish/>") + run(".")))
    review, _ = one("rausch.docx", {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f'<?xml version="1.0"?><w:document {W}><w:body>{body}<w:sectPr/></w:body></w:document>',
        "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
        "word/footnotes.xml": f'<w:footnotes {W}><w:footnote w:id="2">{paragraph(run("said <b>").replace("<b>", "at"))}{paragraph(run("Cannes"))}'
                              "</w:footnote></w:footnotes>",
        "word/endnotes.xml": f'<w:endnotes {W}><w:endnote w:id="1">{paragraph(run("at last"))}</w:endnote></w:endnotes>',
        "word/numbering.xml": f'<w:numbering {W}><w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>'
                              '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
                              '<w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num></w:numbering>'})
    assert review["title"] == "Der Rausch" and review["year"] == 2020, review
    assert review["body"] == ("First words (said at Cannes), then more (at last).\n\n# Once again\n\n> Quoted words.\n\n"
                              "1. one\n   - one and a half\n2. two\n\n- a point\n\n"
                              "See [the site](https://example.org/a) and *lean*."), review["body"]


def libreoffice():
    """Numbers, notes with comments in them, described pictures and a table of contents, as LibreOffice writes them."""
    names = ('xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
             'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" '
             'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
             'xmlns:xlink="http://www.w3.org/1999/xlink"')
    picture = (tests / "data/still.jpg").read_bytes()
    body = ('<text:table-of-content><text:index-body><text:p>Contents</text:p></text:index-body></text:table-of-content>'
            '<text:h text:outline-level="1">Another Round (2020)</text:h>'
            '<text:p>First words<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>said at<office:annotation>'
            '<dc:creator>Bob</dc:creator><text:p>private</text:p></office:annotation></text:p><text:p>Cannes</text:p></text:note-body></text:note>.</text:p>'
            '<text:p text:style-name="P1">Quoted words.</text:p>'
            '<text:list text:style-name="L1"><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>half</text:p></text:list-item>'
            '</text:list></text:list-item><text:list-item><text:p>two</text:p></text:list-item></text:list>'
            '<text:p>A <text:span text:style-name="Emphasis">lean</text:span> man.</text:p>'
            '<text:p><draw:frame><draw:image xlink:href="Pictures/1.jpg"/><svg:title>Round</svg:title><svg:desc>A glass</svg:desc></draw:frame></text:p>')
    styles = ('<style:style style:name="P1" style:parent-style-name="Quotations"/><text:list-style style:name="L1">'
              '<text:list-level-style-number text:level="1" style:num-format="1"/><text:list-level-style-bullet text:level="2"/></text:list-style>')
    review, _ = one("round.odt", {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f'<?xml version="1.0"?><office:document-content {names}><office:automatic-styles>{styles}</office:automatic-styles>'
                       f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        "Pictures/1.jpg": picture})
    assert review["body"] == ("First words (said at Cannes).\n\n> Quoted words.\n\n1. one\n   - half\n2. two\n\nA *lean* man.\n\n"
                              "![A glass](1.jpg)"), review["body"]


def markdown():
    """Percent signs and brackets are words; in code everything is."""
    review, report = one("gross.md", "---\ntitle: Gross\n---\n\nGrosses fell 40%% in week two and another 25%% after that.\n\n"
                         "See [[Other Film]] %%ask Ann%% and `a[[0]] %%b%%`.\n\n```c\na[[0]] = b[[1]]; %% c %%\n```\n\n"
                         '{{< figure src="x.jpg" alt="A glass" caption="Said at Cannes" attr="Ann Foto" >}}\n')
    assert review["body"] == ("Grosses fell 40%% in week two and another 25%% after that.\n\nSee Other Film and `a[[0]] %%b%%`.\n\n"
                              "```c\na[[0]] = b[[1]]; %% c %%\n```\n\n![A glass](x.jpg)\n\nSaid at Cannes\n\nAnn Foto"), review["body"]
    assert "ask Ann" in report, report


def own_markdown():
    """What Marquee exports comes back as it was, whatever is written in it."""
    body = "Some [[wiki]] %%c%% and ![[x]].\n\n{{< figure src=\"a\" >}}"
    critic = harness.Critic("own")
    path = harness.work / "own.md"
    path.write_text(f"---\ntitle: Own\n---\n\n{body}\n")
    critic.run("add", path, check=True)
    critic.run("export-all", "--format", "markdown", "-o", harness.work / "own", check=True)
    other = harness.Critic("own-other")
    other.run("import", harness.work / "own", check=True)
    rows = json.loads(other.run("--json", "list", check=True).stdout)
    assert other.show(rows[0]["id"])["body"] == body


def senseless_facts():
    """What makes no sense is left out and said; what is left can be written down and read again."""
    reviews, report = read("lb.zip", {
        "reviews.csv": "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date\n"
                       "2014-01-01,One,2012,https://boxd.it/a,4,,Words one.,,2014-99-99\n2014-01-02,Two,99999,boxd.it/x,4,,Words two.,,11/02/2012\n"})
    text = json.dumps(report)
    assert all(part in text for part in ("2014-99-99", "boxd.it/x", "99999")), report
    assert "seen" not in reviews["One"] or reviews["One"]["seen"] == "", reviews
    page, _ = one("a.html", '<html lang="en_US"><body><h1>Film A (2012)</h1><p>words</p></body></html>')
    assert page["lang"] == "en-US", page
    page, notes = one("a.html", '<html lang="english"><body><h1>Film A (2012)</h1><p>words</p></body></html>')
    assert "english" in notes and not page.get("lang"), (page, notes)


def encodings():
    """One strange byte does not make gibberish of a text."""
    text = "# Amélie\n\nCafé déjà vu … “quoted”, she said, naïve and cliché.\n\n"
    review, _ = one("mixed.md", text.encode() + b"It\x92s here.\n")
    assert review["title"] == "Amélie" and "déjà vu … “quoted”" in review["body"] and "It’s here." in review["body"], review
    review, _ = one("latin.md", text.replace("…", "-").encode("cp1252"))
    assert "déjà vu - “quoted”" in review["body"], review
    review, _ = one("wide.txt", "Amélie\nDir: Jeunet\n\nCafé.".encode("utf-32"))
    assert review["title"] == "Amélie" and review["body"] == "Café.", review


def folded():
    review, _ = one("a.html", "<html><body><article><h1>Film (2012)</h1><p>Before.</p><details><summary>The secret: SUM words</summary>"
                              "<p>He did it.</p></details></article></body></html>")
    assert not review["body"].startswith("# "), review["body"]
    assert "SUM words" in review["body"] and "> ! The" in review["body"], review["body"]


def several_texts():
    """A page with two texts is a review with both, not with the first."""
    post = '<div class="post"><h2>{}</h2><div class="entry-content"><p>{}</p></div></div>'
    review, _ = one("two.html", "<html><body><nav>Menu</nav><div id=posts>" + post.format("Film A (2011)", "First words of it.")
                    + post.format("Film B", "SECOND WORDS of it.") + "</div></body></html>")
    assert "First words" in review["body"] and "SECOND WORDS" in review["body"] and "Menu" not in review["body"], review["body"]


def wordpress():
    """What WordPress keeps beside the text: terms of other kinds, captions of old, local times."""
    item = ('<item><title>Film</title><wp:post_id>7</wp:post_id><wp:post_type>post</wp:post_type><wp:status>publish</wp:status>'
            "<wp:post_date>2012-11-02 10:00:00</wp:post_date><wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt>"
            "<wp:post_password>sesame</wp:post_password><wp:postmeta><wp:meta_key>rating</wp:meta_key><wp:meta_value>4/5</wp:meta_value></wp:postmeta>"
            '<category domain="post_tag" nicename="a-b"><![CDATA[A &amp; B]]></category>'
            '<category domain="film_director" nicename="v"><![CDATA[Agnès Varda]]></category>'
            '<category domain="mood" nicename="dark"><![CDATA[Dark]]></category>'
            '<content:encoded><![CDATA[Words.\n\n[caption id="a" caption="OLD WORDS"]<img src="x.jpg" alt="Alt">[/caption]\n\nMore.]]></content:encoded></item>')
    review, notes = one("blog.xml", '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
                        'xmlns:wp="http://wordpress.org/export/1.2/"><channel><wp:wxr_version>1.2</wp:wxr_version>' + item + "</channel></rss>")
    assert review["tags"] == ["A & B"] and review["directors"] == ["Agnès Varda"], review
    assert review["rating"]["value"] == 4 and review["published"].startswith("2012-11-02T10:00:00"), review
    assert "OLD WORDS" in review["body"], review["body"]
    assert "password" in notes and "mood “Dark”" in notes, notes


def two_summaries():
    review, notes = one("two.md", "---\ntitle: Two\nsubtitle: SUB WORDS\ndescription: MORE WORDS\n---\n\nText\n")
    assert review["summary"] == "SUB WORDS" and "MORE WORDS" in notes, (review, notes)


def ghost():
    """A post of which Ghost made no page is no empty review."""
    def export(**post):
        return json.dumps({"db": [{"data": {"posts": [{"id": "1", "uuid": "u", "title": "Film", "status": "draft", "html": None, **post}]}}]})
    lexical = json.dumps({"root": {"children": [{"type": "paragraph", "children": [{"type": "text", "text": "lex words"}]}]}}, separators=(",", ":"))
    mobiledoc = json.dumps({"sections": [[1, "p", [[0, [], 0, "mob words"]]]], "cards": []}, separators=(",", ":"))
    for words in ({"lexical": lexical}, {"mobiledoc": mobiledoc}):
        reviews, report = read("ghost.json", export(**words), status=1)
        assert not reviews and "save it, and export again" in json.dumps(report, ensure_ascii=False), report
    reviews, _ = read("ghost.json", export(lexical='{"root":{"children":[]}}'))
    assert list(reviews) == ["Film"]


def plain_text():
    review, _ = one("a.txt", "Film\nDir: A\n\nLeave a Reply to your mother is the title of this film.\n\nThe end.\n\nLeave a Reply Cancel reply\n\nName *\n")
    assert review["body"] == "Leave a Reply to your mother is the title of this film.\n\nThe end.", review["body"]


def changed_source():
    """Words that came to a source later are not taken over what is here, but that is said."""
    folder = harness.work / "changing"
    folder.mkdir()
    (folder / "one.md").write_text("---\ntitle: One\n---\n\nWords.\n")
    (folder / "two.md").write_text("---\ntitle: Two\n---\n\nWords, too.\n")
    critic = harness.Critic("changing")
    critic.run("import", folder, check=True)
    (folder / "one.md").write_text("---\ntitle: One\n---\n\nBetter words.\n")
    again = json.loads(critic.run("import", "--json", folder).stdout)
    assert (again["new"], again["changed"], again["known"]) == (0, 1, 1), again
    assert "left alone" in json.dumps(again)


steps.run("DOCX: notes, numbers, fields, styles in German", german_word)
steps.run("ODT: notes, comments, numbers, descriptions", libreoffice)
steps.run("Markdown of others: remarks, links, code", markdown)
steps.run("Markdown of Marquee's own", own_markdown)
steps.run("facts that make no sense", senseless_facts)
steps.run("encodings", encodings)
steps.run("what is folded away", folded)
steps.run("several texts on a page", several_texts)
steps.run("WordPress: terms, captions, times", wordpress)
steps.run("two summaries", two_summaries)
steps.run("Ghost: words without a page", ghost)
steps.run("sentences that begin like left-overs", plain_text)
steps.run("a source that was changed", changed_source)
steps.done()
