# What decks.genanki_door uses of genanki 0.13.1, which ships no types.
import sqlite3
from collections.abc import Iterator, Sequence

class Model:
    FRONT_BACK: int
    CLOZE: int
    model_id: int
    fields: list[dict[str, object]]
    templates: list[dict[str, object]]
    def __init__(
        self,
        model_id: int,
        name: str,
        fields: list[dict[str, object]],
        templates: list[dict[str, object]],
        css: str = "",
        model_type: int = 0,
        sort_field_index: int = 0,
    ) -> None: ...
    def to_json(self, timestamp: float, deck_id: int) -> dict[str, object]: ...

class Note:
    model: Model
    def __init__(self, model: Model, fields: Sequence[str], tags: Sequence[str] = (), guid: str | None = None, due: int = 0) -> None: ...
    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, deck_id: int, id_gen: Iterator[int]) -> None: ...

class Deck:
    def __init__(self, deck_id: int, name: str, description: str = "") -> None: ...
    def add_note(self, note: Note) -> None: ...

class Package:
    def __init__(self, deck_or_decks: Deck | Sequence[Deck]) -> None: ...
    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, id_gen: Iterator[int]) -> None: ...
