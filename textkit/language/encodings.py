"""Facts about byte encodings: marks, magic numbers, escapes, the codecs of East Asia and their quirks."""

from __future__ import annotations

import codecs

# Byte order marks, longest first: the mark of UTF-32-LE begins with that of UTF-16-LE.
BOMS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
BOM_OF = {encoding: bom for bom, encoding in BOMS}
# Names that stand for "this family, with a mark": what they are without it.
MARKED = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}

WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")

# What may stand in a text of East Asia beside UTF-8, and what each costs in nats before it is looked at: a codec
# that hardly anyone writes must explain the bytes better than a common one.
CJK_PRIORS: dict[str, float] = {
    "gb18030": 0.0,
    "cp950": 0.5,
    "cp932": 1.0,
    "euc_jp": 2.0,
    "cp949": 1.0,
    "big5hkscs": 2.0,
    "euc_jis_2004": 5.0,
    "johab": 6.0,
}
EXTENDED = {"big5hkscs": "cp950", "euc_jis_2004": "euc_jp"}  # the common encoding that another one extends
CODECS_OF = {
    "zh": ("gb18030", "cp950", "big5hkscs"),
    "ja": ("cp932", "euc_jp", "euc_jis_2004"),
    "ko": ("cp949", "johab"),
}
# The language whose characters an encoding was made for (see ``plausible.MODELS``).
MODEL_OF = {
    "gb18030": "hans",
    "cp950": "hant",
    "big5hkscs": "hant",
    "cp932": "ja",
    "euc_jp": "ja",
    "euc_jis_2004": "ja",
    "cp949": "ko",
    "johab": "ko",
}
# Mainframe code pages: damaged bytes of anything else look like them, and no file of ours comes from a mainframe.
EBCDIC = frozenset(("cp037", "cp273", "cp424", "cp500", "cp875", "cp1026", "cp1140"))
# A narrower name is read by the superset that Windows and the web mean by it.
SUPERSET = {
    "ascii": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "cp950",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-1": "cp1252",
    "latin-1": "cp1252",
}

# Names people write that the codec registry does not know.
SPELLINGS = {
    "ansi": "cp1252",
    "gb-18030": "gb18030",
    "gb18030-2022": "gb18030",
    "gb18030-2005": "gb18030",
    "gb18030-2000": "gb18030",
    "x-gbk": "gbk",
    "cp936": "cp936",
    "windows-936": "cp936",
    "ms936": "cp936",
    "windows-950": "cp950",
    "x-windows-950": "cp950",
    "windows-932": "cp932",
    "windows-31j": "cp932",
    "x-sjis": "cp932",
    "sjis": "cp932",
    "windows-949": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5-hkscs": "big5hkscs",
    "iso-2022-cn": "iso2022_cn",
    "iso2022-cn": "iso2022_cn",
    "iso2022_cn": "iso2022_cn",
    "utf8": "utf-8",
    "utf16": "utf-16",
    "utf32": "utf-32",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
    "utf-32le": "utf-32-le",
    "utf-32be": "utf-32-be",
    "unicode": "utf-16-le",
}

# GB 18030-2022 moved these code points of the standard from private use to the characters Unicode has since gained
# (vertical forms and eight ideographs); the codec of Python still gives the private ones.
GB18030_2022 = dict(
    zip(
        (*range(0xE78D, 0xE797), 0xE81E, 0xE826, 0xE82B, 0xE82C, 0xE832, 0xE843, 0xE854, 0xE864),
        (0xFE10, 0xFE12, 0xFE11, *range(0xFE13, 0xFE1A), *range(0x9FB4, 0x9FBC)),
        strict=True,
    )
)

# What a file that is no text begins with: its kind, and what to do instead.
MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "PDF", "extract its text first, for example: pdftotext -layout FILE.pdf FILE.txt"),
    (b"PK\x03\x04", "ZIP", "unpack it first; a .docx or .epub is a ZIP: save it as plain text"),
    (b"PK\x05\x06", "ZIP", "it is an empty archive"),
    (b"\x1f\x8b", "gzip", "unpack it first: gunzip"),
    (b"BZh", "bzip2", "unpack it first: bunzip2"),
    (b"\xfd7zXZ\x00", "xz", "unpack it first: unxz"),
    (b"\x28\xb5\x2f\xfd", "zstd", "unpack it first: unzstd"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip", "unpack it first"),
    (b"Rar!\x1a\x07", "RAR", "unpack it first"),
    (b"\x89PNG\r\n\x1a\n", "PNG image", "recognize its text first (OCR)"),
    (b"\xff\xd8\xff", "JPEG image", "recognize its text first (OCR)"),
    (b"GIF87a", "GIF image", "recognize its text first (OCR)"),
    (b"GIF89a", "GIF image", "recognize its text first (OCR)"),
    (b"II*\x00", "TIFF image", "recognize its text first (OCR)"),
    (b"MM\x00*", "TIFF image", "recognize its text first (OCR)"),
    (b"AT&TFORM", "DjVu", "extract its text first: djvutxt"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Microsoft Office document", "save it as plain text"),
    (b"{\\rtf", "RTF", "save it as plain text"),
    (b"\x7fELF", "program", "it holds no prose"),
    (b"MZ\x90\x00", "program", "it holds no prose"),
    (b"\xca\xfe\xba\xbe", "program", "it holds no prose"),
    (b"\xcf\xfa\xed\xfe", "program", "it holds no prose"),
    (b"SQLite format 3\x00", "SQLite database", "export its text first"),
    (b"OggS", "Ogg media", "it holds no prose"),
    (b"ID3", "MP3 audio", "it holds no prose"),
    (b"wOFF", "font", "it holds no prose"),
    (b"wOF2", "font", "it holds no prose"),
    (b"PAR1", "Parquet", "export it as JSONL, one record a line"),
)
BZIP2_BLOCK = b"1AY&SY"  # what follows the magic number of bzip2: "BZh" alone may begin a text

# Error handler under which cp1252 reads its five undefined bytes as the control characters of their numbers and
# writes those back, as browsers do: the way back from a wrong reading stays open.
CP1252_ERRORS = "textkit.pass_controls"


def _pass_controls(error: UnicodeError) -> tuple[str | bytes, int]:
    if isinstance(error, UnicodeDecodeError):
        return chr(error.object[error.start]), error.start + 1
    if isinstance(error, UnicodeEncodeError) and error.object[error.start] in "\x81\x8d\x8f\x90\x9d":
        return error.object[error.start].encode("latin-1"), error.start + 1
    raise error


codecs.register_error(CP1252_ERRORS, _pass_controls)

# The same for the euro sign that Windows writes as the single byte 0x80 in GBK: GB 18030 has it elsewhere, as two bytes.
EURO_ERRORS = "textkit.euro_byte"


def _euro_byte(error: UnicodeError) -> tuple[str | bytes, int]:
    if isinstance(error, UnicodeDecodeError) and error.object[error.start] == 0x80:
        return "€", error.start + 1
    raise error


codecs.register_error(EURO_ERRORS, _euro_byte)
