"""The files that Telegram keeps, how large a picture is, and the small files that people here send."""

import struct
import zlib
from pathlib import PurePath
from typing import Final

from quizbot.tryout.chats import File, FileKind

VOICE_NOTE: Final = b"OggS" + bytes(60)
_FOLDERS: Final = {"photo": "photos", "document": "documents", "voice": "voice", "sticker": "stickers"}
_NO_SIZE_IN: Final = frozenset({0xC4, 0xC8, 0xCC})  # JPEG markers that look like frames


class FileStore:
    """Files by id and by path."""

    def __init__(self) -> None:
        self._files: dict[str, File] = {}
        self._contents: dict[str, bytes] = {}

    def keep(self, kind: FileKind, name: str, mime: str, content: bytes) -> File:
        """Store a file under a path of its own."""
        number = len(self._files) + 1
        width, height = (dimensions(content) if kind in ("photo", "sticker") else None) or (0, 0)
        file = File(
            file_id=f"{kind}-{number}-in-this-bot",
            file_unique_id=f"{kind}-{number}",
            path=f"{_FOLDERS[kind]}/file_{number}{PurePath(name).suffix}",
            kind=kind,
            name=name,
            mime=mime,
            size=len(content),
            width=width,
            height=height,
        )
        self._files[file.file_id] = file
        self._contents[file.path] = content
        return file

    def get(self, file_id: str) -> File | None:
        """The file with this id, or None."""
        return self._files.get(file_id)

    def content(self, path: str) -> bytes | None:
        """The bytes at this path, or None."""
        return self._contents.get(path)


def dimensions(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG, GIF or JPEG, or None for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content.startswith((b"GIF87a", b"GIF89a")) and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return width, height
    return _jpeg_dimensions(content) if content.startswith(b"\xff\xd8") else None


def _jpeg_dimensions(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker, length = struct.unpack(">BH", content[at + 1 : at + 4])
        if 0xC0 <= marker <= 0xCF and marker not in _NO_SIZE_IN:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None


def picture(width: int, height: int) -> bytes:
    """A grey PNG of that size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\0" + b"\x80" * width) * height
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in parts
    )
