"""One file a verb of the `leima` command: `run(args, settings) -> int`."""
