"""A throw-away PostgreSQL server for the test run: the system's own binaries, a socket in a folder."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import quote

import psycopg
from sqlalchemy import make_url

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


MEMORY = Path("/dev/shm")
ROOM_BYTES = 2**30  # for the servers of all that test at once


def _place() -> Path:
    """In memory where there is room: a database is three hundred files, and a disk takes its time."""
    has_room = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ROOM_BYTES
    return MEMORY if has_room else Path("/tmp")


class PostgresServer:
    """Durability is off: it lives as long as the tests. Runs as `postgres` when we are root."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="pg-", dir=_place()))
        self._data = self.folder / "data"
        self._databases = 0

    def start(self) -> None:
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        self._run("initdb", "-D", self._data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        self._serve()

    def crash(self) -> None:
        """Every process of it gone at once, and the server started again over what they left."""
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "stop")
        self._serve()

    def _serve(self) -> None:
        options = (
            f"-k {self.folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off "
            "-c synchronous_commit=off -c max_wal_size=64MB -c max_connections=200"
        )
        self._run("pg_ctl", "-D", self._data, "-w", "-o", options, "-l", self.folder / "log", "start")

    def new_database(self, template: str = "template1") -> str:
        """The URL of a new database; empty, or a copy of the one named (which nobody may be using)."""
        self._databases += 1
        name = f"shop_{self._databases}"
        with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
            # Copied as files, as it always was before version 15: through the log takes four times as long.
            how = "STRATEGY file_copy" if connection.info.server_version >= 150_000 else ""
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} {how}")
        return self._url(name)

    def drop_database(self, url: str) -> None:
        """At once, whoever still speaks to it: what was never written to the disk need not be."""
        with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def _url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={quote(str(self.folder))}"

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(BINARIES[-1] / program), *map(str, arguments)]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self.folder, timeout=60)
