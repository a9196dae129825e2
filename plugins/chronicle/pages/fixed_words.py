"""Messages without gaps, put into a template's code as it is compiled: most of what a page says is the same each time.

A third of all calls that a page's template made only asked for such a message, which the build's one language fixes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer


class _Fixed(NodeTransformer):
    """Puts what a function gives in the place of its call, where all that the function is given stands there."""

    def __init__(self, functions: Mapping[str, Callable[..., str]]) -> None:
        self._functions = functions

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        """Return the call's outcome, or the call where it hangs on more than its literals."""
        self.generic_visit(node)
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        words = [arg.value for arg in node.args if isinstance(arg, nodes.Const)]
        alone = len(words) == len(node.args) and not (node.kwargs or node.dyn_args or node.dyn_kwargs)
        if name not in self._functions or not alone:
            return node
        return nodes.Const(self._functions[name](*words), lineno=node.lineno)


def fix_words(environment: Environment, functions: Mapping[str, Callable[..., str]]) -> None:
    """Let an environment compile calls of these functions with literals to what they give, for good."""

    class Fixing(CodeGenerator):
        def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
            super().visit_Template(_Fixed(functions).visit(node), frame)

    environment.code_generator_class = Fixing
