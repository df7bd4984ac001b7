"""`minzhifa`: the doors on the command line. Each command is a module beside this one; Django's own come after."""

from __future__ import annotations

import os
import sys


def main(argv: list[str] | None = None) -> int:
    """Run one command; errors are one sentence on stderr and exit code 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "minzhifa.config.settings")
    arguments = list(sys.argv[1:] if argv is None else argv)
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- `law` must run without Django

    execute_from_command_line(["minzhifa", *arguments])
    if arguments[:1] == ["migrate"] and os.environ.get("MINZHIFA_AS_OWNER") == "1":
        from minzhifa.cli.database import grant_to_application  # noqa: PLC0415

        grant_to_application()
    return 0


if __name__ == "__main__":
    sys.exit(main())
