"""The published schema is the one we generate; `make schema` writes it anew."""

from pathlib import Path
from typing import Any

import orjson
from django.test import SimpleTestCase
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer
from drf_spectacular.validation import validate_schema
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from kernel.api.examples import json_of

SNAPSHOT = Path(__file__).resolve().parent.parent / "docs" / "openapi.yaml"


def generated_schema() -> Any:
    generator: Any = SchemaGenerator  # drf-spectacular carries no types for these
    return generator().get_schema(request=None, public=True)


class OpenApiTests(SimpleTestCase):
    def test_the_schema_in_the_docs_is_the_one_we_serve(self) -> None:
        schema = generated_schema()

        renderer: Any = OpenApiYamlRenderer()
        generated = renderer.render(schema, renderer_context={}).decode()

        self.assertEqual(generated, SNAPSHOT.read_text(), "run `make schema`")

    def test_the_schema_is_valid_and_every_operation_says_what_it_does(self) -> None:
        schema = generated_schema()

        validate: Any = validate_schema
        validate(schema)

        for path, operations in schema["paths"].items():
            for method, operation in operations.items():
                self.assertTrue(operation.get("description"), f"{method} {path}")

    def test_every_body_has_an_example_that_fits_its_schema(self) -> None:
        document = orjson.loads(orjson.dumps(generated_schema()))
        for path, operations in document["paths"].items():
            for method, operation in operations.items():
                answers = {k: v for k, v in operation["responses"].items() if k.startswith("2")}
                for part in (operation.get("requestBody", {}), *answers.values()):
                    for media in json_of(part):
                        with self.subTest(f"{method} {path}"):
                            self.check_examples(media, document["components"])

    def check_examples(self, media: dict[str, Any], components: dict[str, Any]) -> None:
        self.assertTrue(media.get("examples"))
        checker = Draft202012Validator({**media["schema"], "components": components})
        for example in media["examples"].values():
            checker.validate(example["value"])
