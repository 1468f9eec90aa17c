"""The house rules no linter knows."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db.models import Model
from django.test import SimpleTestCase

ROOT = Path(__file__).resolve().parent.parent
LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
FLOORS = [
    {room.strip(" ()") for room in floor.split("|")}
    for floor in next(c for c in LINTER["contracts"] if c["id"] == "floors")["layers"]
]
FLOOR_OF = {room: height for height, floor in enumerate(reversed(FLOORS)) for room in floor}
ROOMS = sorted(FLOOR_OF.keys() - {"LeadManagementSystem"})
PACKAGES = sorted(path.parent for path in ROOT.glob("*/__init__.py"))
DOORS = {"admin", "api", "handlers", "jobs"}

MOST_LINES_IN_A_FILE = 400
MOST_LINES_IN_A_FUNCTION = 40


def python_files() -> Iterator[Path]:
    """Every file of ours but the migrations, which Django writes and nobody reads twice."""
    for package in PACKAGES:
        yield from (p for p in package.rglob("*.py") if "migrations" not in p.parts)


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def pointed_at(model: type[Model]) -> Iterator[tuple[str, str]]:
    """The model's own foreign keys, one-to-ones and many-to-manys: (field, room pointed at)."""
    for field in [*model._meta.fields, *model._meta.many_to_many]:
        there = field.related_model
        if isinstance(there, type) and issubclass(there, Model):
            yield field.name, there._meta.app_label


def is_a_door_of_another(imported: str, *, here: str) -> bool:
    there, inside, *_ = [*imported.split("."), ""]
    if imported.split(".")[1:3] == ["api", "serializers"]:
        return False  # a payload that two doors share is written once: decision 0005
    return here in ROOMS and there in ROOMS and there not in {here, "kernel"} and inside in DOORS


def over(limit: int, sizes: dict[str, int]) -> dict[str, int]:
    return {name: size for name, size in sizes.items() if size > limit}


class HouseTests(SimpleTestCase):
    def test_foreign_keys_point_downstairs(self) -> None:
        """import-linter cannot see `ForeignKey("leads.Lead")`; this can."""
        for model in apps.get_models():
            here = model._meta.app_label
            for field, there in pointed_at(model):
                if here in FLOOR_OF and there in FLOOR_OF and there != here:
                    self.assertLess(FLOOR_OF[there], FLOOR_OF[here], f"{model.__name__}.{field}")

    def test_every_room_says_what_it_is_for(self) -> None:
        for room in ROOMS:
            text = (ROOT / room / "__init__.py").read_text()
            self.assertTrue(ast.get_docstring(ast.parse(text)), f"{room}/__init__.py says nothing")

    def test_every_room_stands_on_a_floor(self) -> None:
        ours = {Path(app.path).name for app in apps.get_app_configs() if _is_ours(Path(app.path))}
        self.assertEqual(ours - FLOOR_OF.keys(), set())

    def test_no_room_enters_another_through_its_doors(self) -> None:
        entered = [
            f"{path.relative_to(ROOT)}: {name}"
            for path in python_files()
            if "tests" not in path.parts
            for name in imports(path)
            if is_a_door_of_another(name, here=path.relative_to(ROOT).parts[0])
        ]
        self.assertEqual(entered, [])

    def test_no_file_is_too_long_to_hold_in_the_head(self) -> None:
        lines = {str(path): len(path.read_text().splitlines()) for path in python_files()}
        self.assertEqual(over(MOST_LINES_IN_A_FILE, lines), {})

    def test_no_function_is_too_long_to_hold_in_the_head(self) -> None:
        lines = {
            f"{path}: {function.name}": (function.end_lineno or 0) - function.lineno + 1
            for path in python_files()
            if "tests" not in path.parts
            for function in functions(path)
        }
        self.assertEqual(over(MOST_LINES_IN_A_FUNCTION, lines), {})

    def test_every_migration_says_what_it_does(self) -> None:
        for path in ROOT.glob("*/migrations/[0-9]*.py"):
            self.assertNotRegex(path.stem, r"^\d+_auto_", f"{path}: give it a name")

    def test_every_setting_of_the_environment_is_in_the_readme(self) -> None:
        settings = (ROOT / "LeadManagementSystem" / "settings.py").read_text()
        names = re.findall(r'\benv_\w+\(\s*"(\w+)"', settings)
        readme = (ROOT / "README.md").read_text()

        self.assertGreater(len(names), 30)
        self.assertEqual([name for name in names if f"`{name}`" not in readme], [])

    def test_every_decision_has_its_number(self) -> None:
        for path in (ROOT / "docs" / "decisions").glob("0*.md"):
            number = int(path.name[:4])
            self.assertRegex(path.read_text(), rf"^# 0*{number}[.:] ", path.name)


def _is_ours(path: Path) -> bool:
    return path.parent == ROOT
