from django.test import SimpleTestCase

from transfers.rules.location import Location, split_location


class SplitAddressTests(SimpleTestCase):
    def assert_split(self, address: str, *expected: str) -> None:
        self.assertEqual(split_location(address), Location(*expected))

    def test_a_city_state_is_city_and_country(self) -> None:
        self.assert_split(
            "7 Elm Road, 089000, Singapore", "7 Elm Road", "Singapore", "", "089000", "SG"
        )

    def test_a_danish_code_keeps_its_letter(self) -> None:
        self.assert_split(
            "Vej 6, Copenhagen, 1432 K, Denmark", "Vej 6", "Copenhagen", "", "1432 K", "DK"
        )

    def test_a_british_address_is_split(self) -> None:
        self.assert_split(
            "9 Elm Street, London, N1 8LB, UK", "9 Elm Street", "London", "", "N1 8LB", "GB"
        )

    def test_a_british_code_gets_its_space(self) -> None:
        self.assertEqual(split_location("9 Elm Street, London, n18lb, UK").pincode, "N1 8LB")

    def test_an_english_county_is_the_state(self) -> None:
        self.assert_split(
            "2 Elm Lane, Bath, Somerset, BA1 1AA, England",
            "2 Elm Lane",
            "Bath",
            "Somerset, England",
            "BA1 1AA",
            "GB",
        )

    def test_an_irish_county_is_the_state(self) -> None:
        self.assert_split(
            "Dingle, Co. Kerry, V92 X123, Ireland", "", "Dingle", "Co. Kerry", "V92 X123", "IE"
        )

    def test_a_dublin_district_stays_with_its_city(self) -> None:
        self.assertEqual(split_location("2 Elm Road, Dublin 2, Ireland").city, "Dublin 2")

    def test_a_canadian_address_is_split(self) -> None:
        self.assert_split(
            "33 Elm St., Toronto, M4N 2M4, Canada", "33 Elm St.", "Toronto", "", "M4N 2M4", "CA"
        )

    def test_half_a_canadian_code_is_taken_as_it_is(self) -> None:
        self.assertEqual(split_location("33 Elm St., Toronto, M4N, Canada").pincode, "M4N")

    def test_an_american_state_and_zip_share_a_part(self) -> None:
        self.assert_split(
            "3 Elm St, Boise, ID 83702, USA", "3 Elm St", "Boise", "ID", "83702", "US"
        )

    def test_a_state_and_zip_are_enough_for_the_country(self) -> None:
        self.assert_split("3 Elm St, Boise, ID 83702", "3 Elm St", "Boise", "ID", "83702", "US")

    def test_a_five_digit_house_number_is_no_zip(self) -> None:
        self.assert_split("12345 Elm St, Boise, ID, USA", "12345 Elm St", "Boise", "ID", "", "US")

    def test_new_york_without_a_state_is_the_city(self) -> None:
        self.assert_split(
            "3 5th Ave, New York, 10118, USA", "3 5th Ave", "New York", "", "10118", "US"
        )

    def test_georgia_with_a_zip_is_american(self) -> None:
        self.assert_split(
            "1 Elm St, Atlanta, Georgia 30303", "1 Elm St", "Atlanta", "Georgia", "30303", "US"
        )

    def test_georgia_without_a_zip_is_a_country(self) -> None:
        self.assertEqual(split_location("1 Elm St, Tbilisi, Georgia").country, "GE")

    def test_an_australian_state_follows_the_suburb(self) -> None:
        self.assert_split("Unit 4, Fitzroy VIC 3065", "Unit 4", "Fitzroy", "VIC", "3065", "AU")

    def test_a_code_may_open_the_city(self) -> None:
        self.assert_split("1 rue Un, 75001 Paris, France", "1 rue Un", "Paris", "", "75001", "FR")

    def test_a_code_may_stand_amid_an_address_without_commas(self) -> None:
        self.assert_split(
            "Elmstr. 4 10969 Berlin Germany", "Elmstr. 4", "Berlin", "", "10969", "DE"
        )

    def test_a_country_letter_before_the_code_is_left_out(self) -> None:
        self.assertEqual(split_location("Elmstr. 1, CH-8001 Zürich, Schweiz").pincode, "8001")

    def test_a_portuguese_address_is_split(self) -> None:
        self.assert_split(
            "Rua Um 5, Porto, 4000-067, Portugal", "Rua Um 5", "Porto", "", "4000-067", "PT"
        )

    def test_a_brazilian_state_follows_a_dash(self) -> None:
        self.assert_split(
            "Rua Um, 5 - Sé, São Paulo - SP, 01426-001, Brasil",
            "Rua Um, 5 - Sé",
            "São Paulo",
            "SP",
            "01426-001",
            "BR",
        )

    def test_an_italian_province_follows_the_city(self) -> None:
        self.assert_split(
            "Via Uno, 1, 00184 Roma RM, Italy", "Via Uno, 1", "Roma", "RM", "00184", "IT"
        )

    def test_a_mexican_state_follows_the_city(self) -> None:
        self.assert_split(
            "Uno 1, 11560 Ciudad de México, CDMX, Mexico",
            "Uno 1",
            "Ciudad de México",
            "CDMX",
            "11560",
            "MX",
        )

    def test_an_indian_state_and_pin_share_a_part(self) -> None:
        self.assert_split(
            "1 Elm Road, Bengaluru, Karnataka - 560001, India",
            "1 Elm Road",
            "Bengaluru",
            "Karnataka",
            "560001",
            "IN",
        )

    def test_delhi_alone_is_a_city(self) -> None:
        self.assert_split(
            "1 Elm Market, Delhi 110001, India", "1 Elm Market", "Delhi", "", "110001", "IN"
        )

    def test_a_japanese_address_is_split(self) -> None:
        self.assert_split(
            "1-2-3 Ginza, Chuo-ku, Tokyo, 104-0061, Japan",
            "1-2-3 Ginza, Chuo-ku",
            "Tokyo",
            "",
            "104-0061",
            "JP",
        )

    def test_the_japanese_mark_tells_the_code_and_the_country(self) -> None:
        self.assert_split(
            "〒104-0061 東京都中央区1-2-3", "東京都中央区1-2-3", "", "", "104-0061", "JP"
        )

    def test_hong_kong_needs_no_code(self) -> None:
        self.assert_split(
            "G/F, 8 Elm Street, Central, Hong Kong",
            "G/F, 8 Elm Street, Central",
            "Hong Kong",
            "",
            "",
            "HK",
        )

    def test_hong_kong_in_china_is_hong_kong(self) -> None:
        self.assertEqual(split_location("8 Elm Street, Hong Kong, China").country, "HK")

    def test_macau_is_a_city_too(self) -> None:
        self.assert_split("Rua Um, Macau", "Rua Um", "Macau", "", "", "MO")

    def test_dashes_may_stand_for_commas_before_a_country(self) -> None:
        self.assert_split("Elm Rd - Dubai - United Arab Emirates", "Elm Rd", "Dubai", "", "", "AE")

    def test_a_post_box_is_no_post_code(self) -> None:
        self.assert_split("P.O. Box 12345, Dubai, UAE", "P.O. Box 12345", "Dubai", "", "", "AE")

    def test_a_code_may_follow_the_country(self) -> None:
        self.assertEqual(split_location("7 Elm Place, Singapore 048616").pincode, "048616")

    def test_lines_are_parts_as_well(self) -> None:
        self.assert_split(
            "Dam 1\n1012 NX Amsterdam\nThe Netherlands", "Dam 1", "Amsterdam", "", "1012 NX", "NL"
        )

    def test_a_misprinted_code_behind_the_city_is_still_the_code(self) -> None:
        found = split_location("1 Elm Road, Bath, BA1 OAA, UK", "Bath, UK")

        self.assertEqual(found.pincode, "BA1 OAA")

    def test_a_two_letter_country_is_told_from_a_state_by_its_city(self) -> None:
        self.assertEqual(split_location("Berlin, DE").country, "DE")

    def test_a_two_letter_country_is_told_from_a_state_by_its_code(self) -> None:
        self.assertEqual(split_location("Elmstr. 1, 99084 Erfurt, DE").country, "DE")

    def test_what_is_not_recognised_stays_in_the_street(self) -> None:
        self.assert_split("Behind the old mill", "Behind the old mill", "", "", "", "")
