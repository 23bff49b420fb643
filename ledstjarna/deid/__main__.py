"""`python -m ledstjarna.deid --jsonl`: the guard as a filter, with plain Python only."""

import sys

from ledstjarna.deid.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
