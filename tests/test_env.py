import os
import stat
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest import mock, skipUnless

from django.core.exceptions import ImproperlyConfigured
from django.test import SimpleTestCase

from LeadManagementSystem.env import (
    BASE_DIR,
    database_from_url,
    env_bool,
    env_int,
    env_list,
    env_secret,
    env_str,
    secret_key,
)


class EnvironmentTests(SimpleTestCase):
    def setUp(self) -> None:
        self.enterContext(mock.patch.dict(os.environ))

    def test_what_is_not_set_has_its_default(self) -> None:
        self.assertEqual(env_str("KAM_X", default="a"), "a")
        self.assertTrue(env_bool("KAM_X", default=True))
        self.assertEqual(env_int("KAM_X", default=7), 7)
        self.assertEqual(env_list("KAM_X", default=["a"]), ["a"])

    def test_an_empty_value_counts_as_not_set(self) -> None:
        os.environ["KAM_X"] = " "

        self.assertTrue(env_bool("KAM_X", default=True))
        self.assertEqual(env_int("KAM_X", default=7), 7)
        self.assertEqual(env_list("KAM_X", default=["a"]), ["a"])

    def test_it_reads_yes_and_no_in_the_usual_words(self) -> None:
        for word, expected in {
            "1": True,
            "TRUE": True,
            "on": True,
            "0": False,
            "no": False,
        }.items():
            os.environ["KAM_X"] = word
            self.assertIs(env_bool("KAM_X", default=not expected), expected)

    def test_it_refuses_a_word_that_is_neither(self) -> None:
        os.environ["KAM_X"] = "maybe"
        with self.assertRaisesMessage(ImproperlyConfigured, "KAM_X must be 1 or 0"):
            env_bool("KAM_X", default=False)

    def test_it_refuses_a_number_that_is_none(self) -> None:
        os.environ["KAM_X"] = "ten"
        with self.assertRaisesMessage(ImproperlyConfigured, "must be a whole number, not 'ten'"):
            env_int("KAM_X", default=1)

    def test_it_refuses_a_number_that_is_too_small(self) -> None:
        os.environ["KAM_X"] = "-1"
        with self.assertRaisesMessage(ImproperlyConfigured, "must be at least 0"):
            env_int("KAM_X", default=1)

    def test_it_splits_a_list_at_commas(self) -> None:
        os.environ["KAM_X"] = "a, b,,c "
        self.assertEqual(env_list("KAM_X"), ["a", "b", "c"])

    def test_it_reads_a_secret_from_a_file(self) -> None:
        folder = self.enterContext(tempfile.TemporaryDirectory())
        os.environ["KAM_X_FILE"] = str(Path(folder) / "secret")
        Path(folder, "secret").write_text("s3cret\n")
        self.assertEqual(env_secret("KAM_X"), "s3cret")

    def test_it_refuses_two_answers_to_one_question(self) -> None:
        os.environ |= {"KAM_X_FILE": "/nowhere", "KAM_X": "s3cret"}
        with self.assertRaisesMessage(ImproperlyConfigured, "not both"):
            env_secret("KAM_X")


class DatabaseUrlTests(SimpleTestCase):
    def test_sqlite_lies_in_the_project_or_where_it_says(self) -> None:
        for url, name in {
            "sqlite:///kam.db": str(BASE_DIR / "kam.db"),
            "sqlite:////srv/my%20kam#1.db": "/srv/my kam#1.db",
            "sqlite://:memory:": ":memory:",
        }.items():
            self.assertEqual(database_from_url(url)["NAME"], name)

    def test_postgresql_over_the_network(self) -> None:
        database = database_from_url("postgres://me:p%40ss%2F@db.example:6432/kam?sslmode=require")
        self.assertEqual(
            database,
            {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": "kam",
                "USER": "me",
                "PASSWORD": "p@ss/",
                "HOST": "db.example",
                "PORT": "6432",
                "OPTIONS": {"sslmode": "require"},
            },
        )

    def test_postgresql_over_a_socket(self) -> None:
        for url in ("postgresql:///kam?host=/run/x", "postgresql://%2Frun%2Fx/kam"):
            database = database_from_url(url)
            self.assertEqual((database["HOST"], database["PORT"]), ("/run/x", ""))

    def test_numbers_among_the_options_are_numbers(self) -> None:
        database = database_from_url("postgresql:///kam?connect_timeout=5")
        self.assertEqual(database["OPTIONS"], {"connect_timeout": 5})

    def test_it_refuses_what_makes_no_sense(self) -> None:
        for url, words in {
            "mysql://host/kam": "must start with sqlite:/// or postgresql://",
            "sqlite:kam.db": "sqlite:/// and a path",
            "sqlite:///": "sqlite:/// and a path",
            "sqlite:///kam.db?timeout=5": "takes no options",
            "postgresql://host": "names no database",
            "postgresql://host:port/kam": "must be a number from 1 to 65535",
            "postgresql://host:70000/kam": "must be a number from 1 to 65535",
            "postgresql://host:0/kam": "must be at least 1",
            "postgresql:///kam?connect_timeout=soon": "must be a whole number, not 'soon'",
            "postgresql:///kam?colour=blue": "unknown option: colour",
            "postgresql://[::1/kam": "is not an address",
        }.items():
            with self.subTest(url), self.assertRaisesMessage(ImproperlyConfigured, words):
                database_from_url(url)

    def test_no_refusal_repeats_the_password(self) -> None:
        for url in ("postgresql://me:hush/hush@host/kam", "postgresql://me:hush@host:x/kam"):
            with self.assertRaises(ImproperlyConfigured) as refusal:
                database_from_url(url)
            self.assertNotIn("hush", str(refusal.exception))


class SecretKeyTests(SimpleTestCase):
    def setUp(self) -> None:
        self.path = Path(self.enterContext(tempfile.TemporaryDirectory())) / "keys" / "secret.key"

    def test_it_makes_a_long_key_once(self) -> None:
        key = secret_key(self.path)

        self.assertGreaterEqual(len(key), 50)
        self.assertEqual(secret_key(self.path), key)
        self.assertEqual(list(self.path.parent.iterdir()), [self.path])

    @skipUnless(os.name == "posix", "needs POSIX permissions")
    def test_only_its_owner_may_read_it(self) -> None:
        secret_key(self.path)
        self.assertEqual(stat.S_IMODE(self.path.stat().st_mode), 0o600)

    @skipUnless(os.name == "posix", "needs POSIX permissions")
    def test_it_refuses_a_key_that_others_can_read(self) -> None:
        secret_key(self.path)
        self.path.chmod(0o644)
        with self.assertRaisesMessage(ImproperlyConfigured, "chmod 600"):
            secret_key(self.path)

    def test_it_refuses_an_empty_file(self) -> None:
        secret_key(self.path)
        self.path.write_text("\n")
        with self.assertRaisesMessage(ImproperlyConfigured, "is empty"):
            secret_key(self.path)

    def test_two_at_once_agree(self) -> None:
        with ThreadPoolExecutor(8) as pool:
            keys = set(pool.map(secret_key, [self.path] * 32))
        self.assertEqual(len(keys), 1)
