"""`python -m clientbase` is the `clientbase` command."""

from clientbase.cli import run

if __name__ == "__main__":
    run()
