from django.test import SimpleTestCase

from files.rules import UNKNOWN, check_name, media_type_of, served_as


class NameTests(SimpleTestCase):
    def test_a_name_that_people_give_is_taken(self) -> None:
        for name in ("menu.pdf", "Carte d'été 2026.pdf", "メニュー.png", "a", "x" * 200, "..menu"):
            with self.subTest(name):
                check_name(name)

    def test_a_name_no_folder_would_take_is_refused(self) -> None:
        for name in ("", ".", "..", "x" * 201, "a/b", "a\\b", "a\0b", "a\nb", "fdp\u202eexe.pdf"):
            with self.subTest(name), self.assertRaises(ValueError):
                check_name(name)


class MediaTypeTests(SimpleTestCase):
    def test_parameters_and_capitals_are_left_out(self) -> None:
        self.assertEqual(media_type_of("Text/CSV; charset=utf-8"), "text/csv")

    def test_nonsense_is_unknown(self) -> None:
        for declared in ("", "pdf", "a/b/c", "text/plain\r\nX: y", "x" * 300, "a/" + "b" * 200):
            with self.subTest(declared):
                self.assertEqual(media_type_of(declared), UNKNOWN)

    def test_what_a_browser_would_run_is_handed_out_as_bytes(self) -> None:
        for media_type in ("text/html", "image/svg+xml", "application/xhtml+xml", "text/xml"):
            with self.subTest(media_type):
                self.assertEqual(served_as(media_type), UNKNOWN)

    def test_what_people_keep_is_handed_out_as_what_it_is(self) -> None:
        docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        for media_type in ("application/pdf", "image/jpeg", docx):
            with self.subTest(media_type):
                self.assertEqual(served_as(media_type), media_type)
