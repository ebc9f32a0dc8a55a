"""Parquet as a file of records: a row is a record, and its number, from 1, the record's line.

Rows are read as lines of JSON that hold the text and the record's name alone, so that whatever works on records works on
them. Of what is written only the text's column is made anew: the other columns, the schema with its metadata, the groups
of rows and the compression of each column are the source's.

pyarrow reads and writes it; it is an extra, and imported here when a file asks for it.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import file_digest
from typing import Any, BinaryIO

from textkit.files import records
from textkit.files.records import Fields
from textkit.model.errors import InputError

ROWS = 1024  # that are taken out of a file at once, at most
_encode = json.JSONEncoder(ensure_ascii=False).encode


def read_rows(source: BinaryIO, path: str, fields: Fields) -> Iterator[bytes]:
    """The rows of ``source``, which must be seekable, as JSON lines of their text and name, in runs as ``read_chunks``
    gives them. A text that is not UTF-8 stays so, for the reading of records to name it.

    Raises ``InputError`` where pyarrow is missing, the file is damaged, or has no one column of text of that name.
    """
    with _told(path):
        file = _opened(source)
        wanted = [_column(file, fields.text, path)]
        if fields.id is not None and fields.id in file.schema_arrow.names:
            wanted.append(_column(file, fields.id, path, of_text=False))
        names = list(dict.fromkeys(file.schema_arrow.names[at] for at in wanted))
        size, waiting = 0, []
        for batch in file.iter_batches(batch_size=ROWS, columns=names, use_threads=False):
            for line in _lines(batch, fields, names):
                waiting.append(line)
                size += len(line)
                if size >= records.CHUNK:
                    yield b"".join(waiting)
                    size, waiting = 0, []
        if waiting:
            yield b"".join(waiting)


def shown(source: BinaryIO, path: str) -> bytes:
    """All rows as JSON lines, for people: what JSON has no form for reads as Python writes it. Raises ``InputError``."""
    with _told(path):
        rows = _opened(source).read(use_threads=False).to_pylist()
    return "".join(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows).encode()


class RowWriter:
    """Writes the rows of a file again, of which some read otherwise.

    ``source`` opens the file that was read, ``write`` takes the bytes of the new one. ``added`` are the members of the
    object in each column that may be added behind the file's own, with their types; ``None`` stands in the other rows.
    """

    def __init__(
        self,
        source: Callable[[], BinaryIO],
        path: str,
        write: Callable[[bytes], object],
        added: Mapping[str, Mapping[str, type]] | None = None,
    ) -> None:
        self._source, self._path, self._sink, self._added = source, path, _Sink(write), added or {}
        self._rest: Any = None  # the source, and how pyarrow reads it
        self._file: Any = None
        self._writer: Any = None
        self._group = self._written = 0  # the next group of rows, and the rows before it
        self._new: dict[int, bytes] = {}

    def add(self, last: int, new: Mapping[int, bytes], fields: Fields) -> None:
        """The rows up to the number ``last`` are known. ``new`` are those that read otherwise, as lines of JSON by their
        number; empty for one that goes. Raises ``InputError``.
        """
        with _told(self._path):
            if self._file is None:
                self._open()
            self._new.update(new)
            while self._group < self._file.num_row_groups and last >= self._written + self._rows():
                self._write_group(fields)

    def end(self, sha256: str) -> None:
        """No row comes behind. Raises ``InputError``, also if what the other columns were taken from is not the file of this
        hash, whose texts these are.
        """
        with _told(self._path):
            if self._file is None:
                self._open()
            self._writer.close()
            self._rest.seek(0)
            same = file_digest(self._rest, "sha256").hexdigest() == sha256
            self._rest.close()
        if not same:
            raise InputError("was changed while it was read", self._path, "Run it again.")

    def _open(self) -> None:
        import pyarrow.parquet

        self._rest = self._source()
        self._file = _opened(self._rest)
        self._writer = pyarrow.parquet.ParquetWriter(
            self._sink, self._with_added(self._file.schema_arrow), **_manner(self._file.metadata)
        )

    def _rows(self) -> int:
        return int(self._file.metadata.row_group(self._group).num_rows)

    def _with_added(self, schema: Any) -> Any:
        for name, members in self._added.items():
            field = _arrow_field(name, members)
            at = schema.get_field_index(name)
            schema = schema.append(field) if at < 0 else schema.set(at, field)
        return schema

    def _write_group(self, fields: Fields) -> None:
        import pyarrow as pa

        table = self._file.read_row_group(self._group, use_threads=False)
        first, stop = self._written + 1, self._written + 1 + table.num_rows
        new = [self._new.pop(number, None) for number in range(first, stop)]
        told = [json.loads(line) if line else {} for line in new]
        table = _with_texts(table, fields.text, [t.get(fields.text) for t in told])
        for name, members in self._added.items():
            field = _arrow_field(name, members)
            at = table.schema.get_field_index(name)
            had = table.column(at).to_pylist() if at >= 0 else [None] * table.num_rows
            column = pa.array([t.get(name, old) for t, old in zip(told, had, strict=True)], type=field.type)
            table = table.append_column(field, column) if at < 0 else table.set_column(at, field, column)
        if b"" in new:
            table = table.filter(pa.array([line != b"" for line in new]))
        self._writer.write_table(table, row_group_size=max(table.num_rows, 1))
        self._group, self._written = self._group + 1, stop - 1


class _Sink(io.RawIOBase):
    """A file that hands on what is written to it."""

    def __init__(self, write: Callable[[bytes], object]) -> None:
        self._hand = write

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        self._hand(bytes(data))
        return len(data)


@contextmanager
def _told(path: str) -> Iterator[None]:
    """Tell of what pyarrow cannot do as of an input that cannot be read."""
    try:
        import pyarrow
    except ImportError as e:
        what = "Parquet is read with pyarrow, which is not installed"
        raise InputError(what, path, "Install it: pip install pyarrow") from e
    try:
        yield
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError) as e:
        said = " ".join(str(e).split()).rstrip(".")
        raise InputError(f"the Parquet cannot be read ({said})", path, "Write the file again.") from e


def _opened(source: BinaryIO) -> Any:
    import pyarrow.parquet

    return pyarrow.parquet.ParquetFile(source)


def _column(file: Any, name: str, path: str, of_text: bool = True) -> int:
    """The place of the one column of this name. Raises ``InputError``."""
    import pyarrow.types as types

    schema = file.schema_arrow
    places = schema.get_all_field_indices(name)
    if len(places) != 1:
        many = f"{len(places)} columns" if places else "no column"
        shown = ", ".join(schema.names[:8]) or "none"
        raise InputError(f"there is {many} {name!r} (columns: {shown})", path, "Name the text's column with --field.")
    kind = schema.field(places[0]).type
    of = kind.value_type if types.is_dictionary(kind) else kind
    if of_text and not (types.is_string(of) or types.is_large_string(of) or types.is_string_view(of)):
        raise InputError(f"the column {name!r} holds {kind}, not text", path, "Name the text's column with --field.")
    return int(places[0])


def _lines(batch: Any, fields: Fields, names: list[str]) -> Iterator[bytes]:
    columns = [_values(batch.column(name)) for name in names]
    for row in zip(*columns, strict=True):
        told = {name: value if name == fields.text else _name(value) for name, value in zip(names, row, strict=True)}
        yield (_encode(told) + "\n").encode("utf-8", "surrogateescape")


def _values(column: Any) -> list[Any]:
    try:
        return list(column.to_pylist())
    except UnicodeDecodeError:  # Parquet does not look whether it is UTF-8
        return [None if v is None else v.decode("utf-8", "surrogateescape") for v in column.cast("binary").to_pylist()]


def _name(value: object) -> object:
    """What names a record: text and whole numbers as they are, other plain values as Python writes them."""
    plain = value is None or (isinstance(value, str | int) and not isinstance(value, bool))
    return value if plain or isinstance(value, dict | list) else str(value)


def _with_texts(table: Any, name: str, texts: list[str | None]) -> Any:
    """The table with those ``texts`` that are not ``None`` in the place of its own."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not any(text is not None for text in texts):
        return table
    at = table.schema.get_field_index(name)
    field, column = table.schema.field(at), table.column(at)
    packed = pa.types.is_dictionary(field.type)
    kind = field.type.value_type if packed else field.type
    whole = pa.concat_arrays(column.cast(kind).chunks)
    if pa.types.is_string_view(kind):  # nothing is replaced in these
        whole = whole.cast(pa.large_string())
    mask = pa.array([text is not None for text in texts])
    new = pa.array([text for text in texts if text is not None], type=whole.type)
    made = pc.replace_with_mask(whole, mask, new).cast(kind)
    return table.set_column(at, field, made.dictionary_encode().cast(field.type) if packed else made)


def _arrow_field(name: str, members: Mapping[str, type]) -> Any:
    import pyarrow as pa

    kinds = {int: pa.int64(), float: pa.float64(), str: pa.string()}
    return pa.field(name, pa.struct([(member, kinds[kind]) for member, kind in members.items()]))


def _manner(metadata: Any) -> dict[str, Any]:
    """How the columns of a file were written, as far as it can be had again."""
    made: dict[str, Any] = {"version": metadata.format_version if metadata.format_version != "2.0" else "2.6"}
    if not metadata.num_row_groups:
        return made
    group = metadata.row_group(0)
    columns = [group.column(n) for n in range(group.num_columns)]
    made["compression"] = {
        c.path_in_schema: "NONE" if c.compression == "UNCOMPRESSED" else c.compression for c in columns
    }
    made["use_dictionary"] = [
        c.path_in_schema for c in columns if any(encoding.endswith("DICTIONARY") for encoding in c.encodings)
    ]
    made["use_deprecated_int96_timestamps"] = any(c.physical_type == "INT96" for c in columns)
    return made
