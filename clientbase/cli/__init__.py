"""The command line: a face over the workflows, and the only code that knows typer or rich."""


def run() -> None:
    """Run the `clientbase` command and exit with its code."""
    try:
        from clientbase.cli.app import main

        main()
    except KeyboardInterrupt:
        raise SystemExit(130) from None
