"""How a command ends: its errors in plain lines, its exit status."""

from __future__ import annotations

import sys
from collections.abc import Callable

from ..errors import ChronicleError
from ..plain import refusal, say


def finish(run: Callable[[], int]) -> int:
    """Run a command and return its exit status: 1 after an error that was said, 130 after Ctrl-C."""
    try:
        return run()
    except ChronicleError as error:
        say(error)
        return 1
    except OSError as error:
        known = refusal(error)
        if known is None:
            print(f"error: {error}", file=sys.stderr)
        else:
            say(known)
        return 1
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return 130
