"""What the editor keeps in content/chronicle/ for the events: corrections, and the tables that builds write."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from .content import check_kept, shown
from .errors import ChronicleError, Problem
from .events.addresses_table import read_table, table_text
from .events.chronicle import Kept, Made
from .events.corrections_read import read_corrections
from .events.takedown import read_withdrawn, withdrawn_text
from .gazetteer import open_gazetteer
from .gazetteer_editor import read_places
from .keep import write_whole
from .model import Actor, Place
from .nlp.actors_lexicon import load_actors
from .settings import Settings


def read_kept(settings: Settings) -> Kept:
    """Return the editor's corrections and the tables of addresses, and what names in them mean.

    Raises CorrectionError or AddressError with every problem of a file, ChronicleError where one is no plain file.
    """
    check_kept(settings)

    @cache
    def places(name: str) -> Sequence[Place]:
        gazetteer = open_gazetteer(settings.places_csv, settings.cache_dir)
        found = gazetteer.by_id(name) if ":" in name else None
        return (found,) if found is not None else gazetteer.lookup(name)

    @cache
    def actors(name: str) -> Sequence[Actor]:
        lexicon = load_actors(settings.actors_csv)
        found = lexicon.actors.get(name) or lexicon.by_name.get(name.lower())
        return (found,) if found is not None else ()

    root = settings.root
    path = settings.corrections_yaml
    return Kept(
        entries=read_corrections(path, shown(path, root)),
        rows=read_table(settings.addresses_csv, shown(settings.addresses_csv, root)),
        withdrawn=read_withdrawn(settings.withdrawn_csv, shown(settings.withdrawn_csv, root)),
        path=shown(path, root),
        places=places,
        actors=actors,
    )


def faults(settings: Settings) -> tuple[Problem, ...]:
    """Return every problem of every list that the editor keeps, so that all of them are said at once.

    What a correction means is not asked here, for that takes the events; where one of the lists is no plain file,
    none is opened: a pipe would be waited for.
    """
    root, problems = settings.root, list[Problem]()
    readers: tuple[tuple[Callable[[Path], object], Path], ...] = (
        (load_actors, settings.actors_csv),
        (read_table, settings.addresses_csv),
        (read_corrections, settings.corrections_yaml),
        (read_places, settings.places_csv),
        (read_withdrawn, settings.withdrawn_csv),
    )
    try:
        check_kept(settings)
    except ChronicleError as error:
        return error.problems
    for read, path in readers:
        try:
            read(path)
        except ChronicleError as error:
            problems += error.problems
    return tuple(p if p.path is None else replace(p, path=shown(p.path, root)) for p in problems)


def stage(settings: Settings, made: Made) -> None:
    """Lay the tables as they are to be into the cache; `editor_tables.record` puts them in place."""
    write_whole(settings.new_tables / settings.addresses_csv.name, table_text(made.rows))
    write_whole(settings.new_tables / settings.withdrawn_csv.name, withdrawn_text(made.withdrawn))
