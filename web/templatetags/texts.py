"""`{% translate %}` of a fixed text, looked up once in each language.

Django's tag makes a lazy text and turns it back at once, some 300 times a page.
"""

from typing import Any

from django import template
from django.template.base import Node, Parser, Token
from django.templatetags.i18n import TranslateNode, do_translate
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

register = template.Library()


class Text(Node):
    def __init__(self, text: str, asvar: str | None) -> None:
        self.text = text
        self.asvar = asvar
        self.known: dict[str | None, SafeString] = {}

    def render(self, context: Any) -> SafeString:
        language = get_language()
        if language not in self.known:
            # In a template's text a percent sign stands doubled, as for Django.
            self.known[language] = SafeString(gettext(self.text).replace("%%", "%"))
        if not self.asvar:
            return self.known[language]
        context[self.asvar] = self.known[language]
        return SafeString("")


@register.tag
def translate(parser: Parser, token: Token) -> Node:
    node: TranslateNode = do_translate(parser, token)
    said: Any = node.filter_expression
    fixed = isinstance(getattr(said.var, "literal", None), str) and not said.filters
    if not fixed or node.noop or node.message_context:
        return node
    return Text(said.var.literal.replace("%", "%%"), node.asvar)
