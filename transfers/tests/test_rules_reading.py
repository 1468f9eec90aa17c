import codecs
import csv
import gzip
import io

from django.test import SimpleTestCase
from hypothesis import given, settings
from hypothesis import strategies as st

from transfers.rules.decoding import LONGEST_LINE, OLDER_NOTE, FileUnreadable
from transfers.rules.reading import Row, read_table

PLAIN = "Name,City\nZoë's,Graz\nElm,Bath\n"


def rows_of(content: str | bytes) -> list[Row]:
    content = content.encode() if isinstance(content, str) else content
    with read_table(io.BytesIO(content)) as table:
        return list(table.rows)


class ReadingTests(SimpleTestCase):
    def assert_plain(self, content: bytes) -> None:
        expected = [
            (2, {"Name": "Zoë's", "City": "Graz"}, ""),
            (3, {"Name": "Elm", "City": "Bath"}, ""),
        ]
        self.assertEqual(rows_of(content), expected)

    def assert_unreadable(self, content: str | bytes, message: str) -> None:
        with self.assertRaisesMessage(FileUnreadable, message):
            rows_of(content)

    def test_utf_8_is_read(self) -> None:
        self.assert_plain(PLAIN.encode())

    def test_a_byte_order_mark_is_no_part_of_the_first_column(self) -> None:
        self.assert_plain(codecs.BOM_UTF8 + PLAIN.encode())

    def test_utf_16_from_excel_is_read(self) -> None:
        self.assert_plain(PLAIN.replace(",", "\t").encode("utf-16"))

    def test_older_encodings_are_read(self) -> None:
        self.assert_plain(PLAIN.encode("cp1252"))

    def test_older_encodings_are_noted(self) -> None:
        with read_table(io.BytesIO(PLAIN.encode("cp1252"))) as table:
            self.assertEqual(table.notes, [OLDER_NOTE])

    def test_gzip_is_known_by_its_first_bytes(self) -> None:
        self.assert_plain(gzip.compress(PLAIN.encode()))

    def test_every_delimiter_is_found(self) -> None:
        for delimiter in ",;\t|":
            with self.subTest(delimiter):
                self.assert_plain(PLAIN.replace(",", delimiter).encode())

    def test_a_comma_inside_a_quoted_header_is_no_delimiter(self) -> None:
        row = rows_of('"A, b, c";D\n1;2\n')[0]

        self.assertEqual(row.cells, {"A, b, c": "1", "D": "2"})

    def test_a_separator_line_of_excel_is_obeyed(self) -> None:
        self.assertEqual(rows_of("sep=;\nA;B\n1;2\n"), [Row(3, {"A": "1", "B": "2"})])

    def test_a_record_is_numbered_by_the_line_it_starts_on(self) -> None:
        rows = rows_of('A,B\n"one\ntwo",x\n\nlast,y\n')

        self.assertEqual([row.line_number for row in rows], [2, 5])

    def test_quoted_line_breaks_stay_in_the_cell(self) -> None:
        self.assertEqual(rows_of('A\n"one\r\ntwo"\n')[0].cells, {"A": "one\r\ntwo"})

    def test_a_short_row_is_a_problem_of_that_row(self) -> None:
        rows = rows_of("A,B\n1\n1,2\n")

        self.assertEqual(rows[0].problem, "The row has 1 cells where the header has 2.")
        self.assertEqual(rows[1].problem, "")

    def test_a_long_row_is_a_problem_of_that_row(self) -> None:
        self.assertIn("The row has 3 cells", rows_of("A,B\n1,2,3\n")[0].problem)

    def test_an_open_quote_is_suspected(self) -> None:
        self.assertIn(
            "it runs to line 4: is a quote left open?", rows_of('A,B\n"1,2\n3,4\n5,6\n')[0].problem
        )

    def test_a_nul_byte_is_a_problem_of_its_row(self) -> None:
        rows = rows_of("A,B\n1\0,2\n3,4\n")

        self.assertIn("NUL byte", rows[0].problem)
        self.assertEqual(rows[1].problem, "")

    def test_a_huge_cell_is_a_problem_of_its_row(self) -> None:
        rows = rows_of(f"A,B\n{'x' * (csv.field_size_limit() + 1)},2\n3,4\n")

        self.assertIn("a cell is longer than", rows[0].problem)
        self.assertEqual(rows[1], Row(3, {"A": "3", "B": "4"}))

    def test_an_endless_line_is_a_problem_of_its_row(self) -> None:
        rows = rows_of(f"A,B\n{'x,' * LONGEST_LINE}\n3,4\n")

        self.assertIn("the line is longer than", rows[0].problem)
        self.assertEqual(rows[1], Row(3, {"A": "3", "B": "4"}))

    def test_an_empty_file_is_refused(self) -> None:
        self.assert_unreadable("", "The file is empty")

    def test_an_empty_first_line_is_refused(self) -> None:
        self.assert_unreadable("\nA,B\n", "The first line is empty")

    def test_a_column_without_a_name_is_called_by_its_place(self) -> None:
        self.assertEqual(
            rows_of("A,,\n1,2,3\n")[0].cells, {"A": "1", "Column 2": "2", "Column 3": "3"}
        )

    def test_rows_of_empty_cells_are_passed_over(self) -> None:
        self.assertEqual([row.line_number for row in rows_of("A,B\n,\n  \n1,2\n,,\n")], [4])

    def test_two_columns_of_one_name_are_refused(self) -> None:
        self.assert_unreadable("A,B,A\n", "2 columns are called 'A'")

    def test_a_workbook_is_refused(self) -> None:
        self.assert_unreadable(b"PK\x03\x04rest", "save it as CSV")

    def test_a_cut_gzip_is_refused(self) -> None:
        self.assert_unreadable(gzip.compress(PLAIN.encode())[:-12], "The file is damaged")

    def test_a_header_alone_has_no_rows(self) -> None:
        self.assertEqual(rows_of("A,B"), [])

    @settings(deadline=None)
    @given(st.binary())
    def test_no_bytes_make_it_fail_otherwise(self, content: bytes) -> None:
        try:
            rows = rows_of(content)
        except FileUnreadable:
            rows = []

        self.assertTrue(all(row.line_number > 1 for row in rows))
