"""Lets an invoke task take any number of words: `invoke add a.txt b.txt`, which invoke alone cannot read."""

from __future__ import annotations

from invoke.parser.parser import ParseMachine

FLAG = "--also"
"""The iterable flag of the task that takes the words after the first one."""


def install() -> None:
    """Teach invoke's parser to read further words of a task as values of its flag --also, if it has one.

    Invoke (3.0) gives each positional argument one word and takes the next for a task's name. A name of a task
    stays one, so that tasks can still be chained.
    """
    plain = ParseMachine.handle
    if plain.__name__ == "handle_more_words":
        return

    def handle_more_words(self: ParseMachine, token: str) -> None:
        context = self.context
        further = (
            context is not None
            and FLAG in context.flags
            and not context.missing_positional_args
            and not self.waiting_for_flag_value
            and not token.startswith("-")
            and token not in self.contexts
        )
        if token in ("-h", "--help") and context is not None and context.missing_positional_args:
            for missing in context.missing_positional_args:  # else invoke takes the flag for the missing word
                missing.value = ""
        if further:
            context.flags[FLAG].value = token
        else:
            plain(self, token)

    ParseMachine.handle = handle_more_words  # type: ignore[method-assign]
