"""Order logs are read as they come; what cannot be read is named."""

import gzip
import tempfile
from datetime import date
from pathlib import Path
from unittest import TestCase

from forecasting.reading import UnreadableLog, read_file, read_orders


class ReadingTests(TestCase):
    def test_orders_of_one_day_are_one_event(self) -> None:
        found = read_orders(["account,date,amount", "A,2026-01-05,10", "A,2026-01-05T18:00,5.5"])

        self.assertEqual(found.log.amount.tolist(), [15.5])
        self.assertEqual(found.log.day.tolist(), [date(2026, 1, 5).toordinal()])

    def test_columns_are_found_by_other_names_in_any_order(self) -> None:
        found = read_orders(["Sales,DATE,note,cust", "3,20260105,hello,7"])

        self.assertEqual((found.names, found.log.amount.tolist()), (["7"], [3.0]))

    def test_a_header_is_known_however_it_is_written(self) -> None:
        headers = [
            "CustomerID,InvoiceDate,Amount",
            " CUSTOMER ID , INVOICE DATE , AMOUNT ",
            '"Account-Name","Order Date","Net amount (EUR)"',
            "client;order_date;montant",
        ]
        for header in headers:
            with self.subTest(header):
                row = "007,2026-01-05,3".replace(",", ";" if ";" in header else ",")

                found = read_orders([header, row])

                self.assertEqual((found.names, found.log.amount.tolist()), (["007"], [3.0]))

    def test_what_stands_before_the_header_is_passed_over(self) -> None:
        found = read_orders(["sep=;", "", "account;date;amount", "A;2026-01-05;2", "A;soon;2"])

        self.assertEqual(found.log.amount.tolist(), [2.0])
        self.assertEqual([row.line for row in found.bad], [5])

    def test_a_name_stays_the_text_it_is(self) -> None:
        names = ["007", "7", "1e3", "Café Ωmega", "O'Brien & Co"]

        found = read_orders(["account,date,amount", *(f"{name},2026-01-05,1" for name in names)])

        self.assertEqual(found.names, names)

    def test_what_was_cancelled_or_came_back_is_named_and_no_order(self) -> None:
        rows = ["account,date,amount,status", "A,2026-01-05,10,Delivered"]
        rows += ["A,2026-01-12,10,CANCELLED", "A,2026-01-19,-10,Delivered", "A,2026-01-26,0,"]

        found = read_orders(rows)

        self.assertEqual([row.line for row in found.bad], [3, 4])
        self.assertIn("'CANCELLED'", found.bad[0].why)
        self.assertEqual(found.log.amount.tolist(), [10.0, 0.0])

    def test_bad_rows_are_named_and_left_out(self) -> None:
        rows = ["account,date,amount", "A,2026-02-30,1", ",2026-01-05,1", "A,2026-01-05,-1"]
        rows += ["A,2026-01-05,NaN", "A", "", "A,2026-01-05,2"]

        found = read_orders(rows)

        self.assertEqual([row.line for row in found.bad], [2, 3, 4, 5, 6])
        self.assertIn("2026-02-30", found.bad[0].why)
        self.assertEqual(found.log.amount.tolist(), [2.0])

    def test_a_file_without_the_columns_is_refused(self) -> None:
        with self.assertRaisesRegex(UnreadableLog, "no column 'amount'"):
            read_orders(["account,date", "A,2026-01-05"])

    def test_an_empty_file_is_refused(self) -> None:
        with self.assertRaises(UnreadableLog):
            read_orders([])

    def test_a_packed_file_is_unpacked(self) -> None:
        path = Path(self.enterContext(tempfile.TemporaryDirectory())) / "log.csv.gz"
        path.write_bytes(gzip.compress(b"account,date,amount\nA,2026-01-05,2\n"))

        self.assertEqual(read_file(path).names, ["A"])

    def test_a_packed_file_is_known_by_its_first_bytes(self) -> None:
        path = Path(self.enterContext(tempfile.TemporaryDirectory())) / "log.csv"
        path.write_bytes(gzip.compress(b"account,date,amount\nA,2026-01-05,2\n"))

        self.assertEqual(read_file(path).names, ["A"])

    def test_half_a_packed_file_is_refused(self) -> None:
        path = Path(self.enterContext(tempfile.TemporaryDirectory())) / "log.csv.gz"
        path.write_bytes(gzip.compress(b"account,date,amount\nA,2026-01-05,2\n" * 99)[:40])

        with self.assertRaisesRegex(UnreadableLog, "damaged"):
            read_file(path)

    def test_other_encodings_are_read(self) -> None:
        path = Path(self.enterContext(tempfile.TemporaryDirectory())) / "log.csv"
        text = "account,date,amount\r\nCafé,2026-01-05,2\r\n"
        for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
            with self.subTest(encoding):
                path.write_bytes(text.encode(encoding))

                self.assertEqual(read_file(path).names, ["Café"])

    def test_a_european_table_is_read(self) -> None:
        rows = ["account;date;amount", "A;13.01.2026;1.240,50", "A;05.02.2026;1.000"]

        found = read_orders(rows)

        self.assertEqual(found.log.amount.tolist(), [1240.5, 1000.0])
        self.assertEqual(found.log.day[1], date(2026, 2, 5).toordinal())

    def test_a_picture_is_not_a_log(self) -> None:
        path = Path(self.enterContext(tempfile.TemporaryDirectory())) / "log.csv"
        path.write_bytes(b"\x89PNG\xff\xfe")

        with self.assertRaises(UnreadableLog):
            read_file(path)
