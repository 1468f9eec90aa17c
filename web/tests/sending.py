"""What a browser sends of a form as it was drawn, when nobody touches it."""

from html.parser import HTMLParser
from typing import Any

UNSENT = ("submit", "button", "file")


class Drawn(HTMLParser):
    """The fields of the page, name by name, each with the values it would be sent with."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self.select, self.options = "", list[tuple[str, bool]]()
        self.area, self.text = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        kind, name = given.get("type", "text"), given.get("name", "")
        if tag == "input" and name and kind not in UNSENT:
            box = kind in ("checkbox", "radio")
            if not box or "checked" in given:
                value = given.get("value", "on" if box else "")
                self.values.setdefault(name, []).append(value)
        elif tag == "select":
            self.select, self.options = name, []
        elif tag == "option" and self.select:
            self.options.append((given.get("value", ""), "selected" in given))
        elif tag == "textarea":
            self.area, self.text = name, ""

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "select" and self.options:
            chosen = [value for value, selected in self.options if selected]
            self.values[self.select] = chosen or [self.options[0][0]]
            self.select = ""
        elif tag == "textarea" and self.area:
            text = self.text.removeprefix("\n")
            self.values[self.area] = ["\r\n".join(text.splitlines())]
            self.area = ""


def sent_of(answer: Any) -> dict[str, Any]:
    """Return what the form in the answer would be sent with."""
    drawn = Drawn()
    drawn.feed(answer.content.decode())
    return dict(drawn.values)
