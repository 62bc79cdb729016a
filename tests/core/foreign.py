# SPDX-License-Identifier: GPL-3.0-or-later
"""Exports as other programs write them, of N reviews that are the same in each: what imports are tried and timed with."""
import csv
import html
import io
import json
import zipfile

PEOPLE = ["Marion Cotillard", "Matthias Schoenaerts", "Bouli Lanners", "Céline Sallette", "Armand Verdure"]
WORDS = ("the sea is never far away and takes what it is given with a quiet hand while nobody looks at the scar salt light "
         "whale glass money knees home slowly again").split()


class Film:
    """What a critic wrote of film @n, with as many @words as are wanted."""

    def __init__(self, n, words=40):
        self.n = n
        self.title = f"The Sea, Part {n}"
        self.year = 1950 + n % 70
        self.director = f"Jacques Audiard {'ABCDEFGHIJ'[n % 10]}."
        self.stars = [PEOPLE[n % 5], PEOPLE[(n + 2) % 5]]
        self.stars_given = 0.5 + 0.5 * (n % 10)
        self.date = f"20{n % 20:02d}-{n % 12 + 1:02d}-{n % 28 + 1:02d}"
        self.tags = ["drama", f"sea-{n % 7}"]
        text = [WORDS[(n * 7 + i * (3 + n % 5)) % len(WORDS)] for i in range(words)]
        half = len(text) // 2
        self.paragraphs = [f"Number {n}, " + " ".join(text[:half]) + ".", "“É” 骨 🎬 " + " ".join(text[half:]) + "."]

    @property
    def plain(self):
        return "\n\n".join(self.paragraphs)

    @property
    def html(self):
        return "".join(f"<p>{html.escape(p, quote=False).replace('sea', '<em>sea</em>', 1)}</p>\n" for p in self.paragraphs)

    @property
    def markdown(self):
        return "\n\n".join(p.replace("sea", "*sea*", 1) for p in self.paragraphs)


def films(n, words=40):
    return (Film(i, words) for i in range(n))


def letterboxd(path, n, words=40):
    def table(header, rows):
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)
        return "\ufeff" + text.getvalue()

    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("letterboxd-critic/reviews.csv", table(
            "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date",
            ((f.date, f.title, f.year, f"https://boxd.it/{f.n:x}", f.stars_given if f.n % 3 else "", "Yes" if f.n % 4 == 0 else "",
              "\n\n".join(p.replace("sea", "<em>sea</em>", 1) for p in f.paragraphs), ", ".join(f.tags), f.date) for f in films(n, words))))
        archive.writestr("letterboxd-critic/ratings.csv", table(
            "Date,Name,Year,Letterboxd URI,Rating",
            [(f.date, f.title, f.year, f"https://boxd.it/r{f.n:x}", f.stars_given) for f in films(n, words)]
            + [("2020-01-01", "Only Rated", 1999, "https://boxd.it/only", 2)]))
        archive.writestr("letterboxd-critic/deleted/reviews.csv", "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date\r\n"
                                                                  "2020-01-01,Deleted,1999,https://boxd.it/gone,,,Gone,,\r\n")
        archive.writestr("letterboxd-critic/likes/reviews.csv", "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date\r\n"
                                                                "2020-01-01,Theirs,1999,https://boxd.it/not,,,Theirs,,\r\n")
        archive.writestr("letterboxd-critic/profile.csv", "Date Joined,Username,Email Address\r\n2011-01-01,critic,a@b.example\r\n")


def wxr(path, n, words=40, pictures="https://blog.example/wp-content/uploads"):
    with open(path, "w", encoding="utf-8") as out:
        out.write('<?xml version="1.0" encoding="UTF-8" ?>\n<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" '
                  'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
                  'xmlns:wp="http://wordpress.org/export/1.2/">\n<channel><title>Blog</title><wp:wxr_version>1.2</wp:wxr_version>\n')
        for f in films(n, words):
            body = f"<!-- wp:paragraph -->\n<p>Dir: {f.director}<br>Stars: {f.stars[0]} and {f.stars[1]}</p>\n<!-- /wp:paragraph -->\n{f.html}"
            if f.n == 0:
                body += f'<figure class="wp-block-image"><img src="{pictures}/2012/11/tower-300x200.png" alt="A tower"/></figure>]]]]><![CDATA[>'
            thumbnail = "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>900001</wp:meta_value></wp:postmeta>" if f.n == 0 else ""
            out.write(f"<item><title><![CDATA[{f.title} ({f.year})]]></title><link>https://blog.example/{f.n}/</link>"
                      f"<dc:creator><![CDATA[critic]]></dc:creator><guid isPermaLink=\"false\">https://blog.example/?p={f.n}</guid>"
                      f"<content:encoded><![CDATA[{body}]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>"
                      f"<wp:post_id>{f.n + 10}</wp:post_id><wp:post_date_gmt><![CDATA[{f.date} 10:00:00]]></wp:post_date_gmt>"
                      f"<wp:post_name><![CDATA[sea-{f.n}]]></wp:post_name><wp:status><![CDATA[{'draft' if f.n == 1 else 'publish'}]]></wp:status>"
                      f"<wp:post_type><![CDATA[post]]></wp:post_type>"
                      + "".join(f'<category domain="post_tag" nicename="{t}"><![CDATA[{t}]]></category>' for t in f.tags)
                      + thumbnail + "</item>\n")
        out.write("<item><title>About</title><wp:post_id>5</wp:post_id><wp:post_type>page</wp:post_type></item>\n"
                  f"<item><title>poster</title><wp:post_id>900001</wp:post_id><wp:post_type>attachment</wp:post_type>"
                  f"<wp:attachment_url>{pictures}/2012/11/poster.png</wp:attachment_url><wp:postmeta><wp:meta_key>_wp_attachment_image_alt"
                  "</wp:meta_key><wp:meta_value>The poster</wp:meta_value></wp:postmeta></item>\n</channel></rss>\n")


def ghost(path, n, words=40):
    data = {"posts": [], "tags": [], "posts_tags": [], "users": [{"id": "1", "name": "Ines Albrecht"}], "posts_authors": [], "posts_meta": []}
    for i in range(7):
        data["tags"].append({"id": f"t{i}", "name": f"sea-{i}"})
    data["tags"] += [{"id": "td", "name": "drama"}, {"id": "th", "name": "#internal"}]
    for f in films(n, words):
        data["posts"].append({"id": f"p{f.n}", "uuid": f"00000000-0000-4000-8000-{f.n:012d}", "title": f"{f.title} ({f.year})", "slug": f"sea-{f.n}",
                              "html": f"<p>Dir: {f.director}<br>Stars: {f.stars[0]} and {f.stars[1]}</p>{f.html}", "status": "draft" if f.n == 1 else "published",
                              "type": "post", "published_at": f"{f.date}T10:00:00.000Z", "created_at": f"{f.date}T09:00:00.000Z", "custom_excerpt": None,
                              "plaintext": f.plain, "lexical": json.dumps({"root": f.plain}),
                              "feature_image": "__GHOST_URL__/content/images/2012/poster.png" if f.n == 0 else None})
        data["posts_tags"] += [{"id": f"a{f.n}", "post_id": f"p{f.n}", "tag_id": "td"}, {"id": f"b{f.n}", "post_id": f"p{f.n}", "tag_id": f"t{f.n % 7}"},
                               {"id": f"c{f.n}", "post_id": f"p{f.n}", "tag_id": "th"}]
        data["posts_authors"].append({"post_id": f"p{f.n}", "author_id": "1"})
    data["posts"].append({"id": "page", "uuid": "x", "title": "About", "html": "<p>Me</p>", "status": "published", "type": "page"})
    path.write_text(json.dumps({"db": [{"meta": {"exported_on": 1, "version": "5.0.0"}, "data": data}]}), encoding="utf-8")


def jekyll(folder, n, words=40):
    posts = folder / "_posts"
    posts.mkdir(parents=True)
    for f in films(n, words):
        (posts / f"{f.date}-sea-{f.n}.md").write_text(
            f"---\nlayout: post\ntitle: \"{f.title} ({f.year})\"\ntags: [{', '.join(f.tags)}]\ndirector: {f.director}\n"
            f"cast:\n  - {f.stars[0]}\n  - {f.stars[1]}\nrating: {f.stars_given}\n---\n\n{f.markdown}\n", encoding="utf-8")


def hugo(folder, n, words=40):
    posts = folder / "content/reviews"
    posts.mkdir(parents=True)
    for f in films(n, words):
        (posts / f"sea-{f.n}.md").write_text(
            f"+++\ntitle = \"{f.title}\" # a comment\ndate = {f.date}T10:00:00Z\nyear = {f.year}\ntags = [\n  \"{f.tags[0]}\",\n  '{f.tags[1]}',\n]\n"
            f"directors = [\"{f.director}\"]\ndraft = {'true' if f.n == 1 else 'false'}\n[params]\nstars = \"x\"\n+++\n\n{f.markdown}\n", encoding="utf-8")


def pages(folder, n, words=40):
    folder.mkdir(parents=True)
    for f in films(n, words):
        text = (f"<html><head><meta http-equiv=Content-Type content=\"text/html; charset=windows-1252\"><title>{f.title} - My Blog</title></head>"
                f"<body><div id=menu><nav><a href=/>Home</a></nav></div><h1>{f.title} ({f.year})</h1><div class='post entry-content'>"
                f"<p>Dir: {f.director}<br>Stars: {f.stars[0]} and {f.stars[1]}</p>{f.html}</div><div id=comments>First!</div></body></html>")
        (folder / f"sea-{f.n}.html").write_bytes(text.replace("骨 🎬 ", "").encode("windows-1252"))


def texts(folder, n, words=40):
    folder.mkdir(parents=True)
    for f in films(n, words):
        (folder / f"sea {f.n}.txt").write_text(
            f"{f.title} ({f.year})\nDir: {f.director}\nStars: {f.stars[0]} and {f.stars[1]}\n\n{f.plain}\n\n"
            "For full screening times visit The Electric (https://example.org/times)\n\nLeave a Reply\nRequired fields are marked *\nName\n", encoding="utf-8")


def odt(path, film):
    escaped = [html.escape(p, quote=False) for p in film.paragraphs]
    body = "".join(f"<text:p>{p.replace('sea', '<text:span text:style-name=\"T1\">sea</text:span>', 1)}</text:p>" for p in escaped)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", (
            '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
            'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
            'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink">'
            '<office:automatic-styles><number:date-style xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"><number:text>/</number:text></number:date-style><style:style style:name="T1"><style:text-properties fo:font-style="italic"/></style:style></office:automatic-styles>'
            f'<office:body><office:text><text:h text:outline-level="1">{film.title} ({film.year})</text:h><text:p>Dir: {film.director}<text:line-break/>'
            f'Stars: {film.stars[0]} and {film.stars[1]}</text:p>{body}<text:h text:outline-level="2">After</text:h>'
            '<text:p>A <text:a xlink:href="https://example.org/">link</text:a></text:p></office:text></office:body></office:document-content>'))


def docx(path, film):
    escaped = [html.escape(p, quote=False) for p in film.paragraphs]
    def run(text, marks=""):
        return f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
    paragraphs = ""
    for p in escaped:
        before, sea, after = p.partition("sea")
        paragraphs += f"<w:p>{run(before)}{run(sea, '<w:i/>') if sea else ''}{run(after)}</w:p>"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/_rels/document.xml.rels", '<Relationships><Relationship Id="rId1" Target="https://example.org/"/></Relationships>')
        archive.writestr("word/document.xml", (
            '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
            'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>'
            f'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>{run(f"{film.title} ({film.year})")}</w:p>'
            f'<w:p>{run(f"Dir: {film.director}")}<w:r><w:br/></w:r>{run(f"Stars: {film.stars[0]} and {film.stars[1]}")}</w:p>{paragraphs}'
            f'<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr>{run("After")}</w:p>'
            f'<w:p>{run("A ")}<w:hyperlink r:id="rId1">{run("link")}</w:hyperlink></w:p><w:sectPr/></w:body></w:document>'))


def documents(folder, n, words, write):
    folder.mkdir(parents=True)
    for f in films(n, words):
        write(folder / f"sea {f.n}.{write.__name__}", f)


def odt_folder(folder, n, words=40):
    documents(folder, n, words, odt)


def docx_folder(folder, n, words=40):
    documents(folder, n, words, docx)


if __name__ == "__main__":  # foreign.py FORMAT PATH N WORDS
    import pathlib
    import sys
    globals()[sys.argv[1]](pathlib.Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
