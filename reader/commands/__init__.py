"""One module for each command of the command line; each has `run(args) -> int` (the exit code). Imported when called."""
