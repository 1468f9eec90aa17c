from collections import Counter
from unittest import TestCase

import numpy as np

from demo.rules.names import CUISINES, GIVEN, address_part, restaurant_name
from demo.rules.pipeline import STATUSES, way_of
from demo.rules.places import CITIES, STREETS, digits_in, e164_of
from demo.rules.products import LIKED, PRODUCTS, USUAL, usual_products
from demo.rules.talk import Talk
from leads.rules.phones import e164
from leads.rules.places import zone_at


class WordsTests(TestCase):
    def setUp(self) -> None:
        self.rng = np.random.default_rng(2)

    def test_every_phone_number_reads_the_same_in_e164(self) -> None:
        for city in CITIES:
            phone = digits_in(city.phone, self.rng)
            self.assertEqual(e164(phone, city.country), e164_of(phone), city.name)

    def test_numbers_come_from_the_ranges_kept_for_fiction(self) -> None:
        kept = {"GB": ("2079460", "1614960"), "US": ("55501",), "CA": ("55501",)}
        for city in CITIES:
            phone = city.phone.replace(" ", "")
            self.assertTrue(any(part in phone for part in kept.get(city.country, ("555",))), phone)

    def test_every_city_lies_in_its_zone(self) -> None:
        for city in CITIES:
            for north, east in ((0, 0), (0.04, 0), (-0.04, 0), (0, 0.04), (0, -0.04)):
                zone = zone_at(city.latitude + north, city.longitude + east)
                self.assertEqual(zone, city.zone, city.name)

    def test_every_city_has_streets_and_people(self) -> None:
        for city in CITIES:
            self.assertIn(city.streets, STREETS)
            self.assertIn(city.people, GIVEN)

    def test_few_of_three_hundred_restaurants_share_a_name(self) -> None:
        names = [
            restaurant_name(self.rng, cuisine=CUISINES[n % len(CUISINES)], people="british")
            for n in range(300)
        ]

        self.assertGreater(len(set(names)), 270)

    def test_an_address_is_plain_ascii(self) -> None:
        self.assertEqual(address_part("Køkken d'Été & Søn"), "kokken-dete-son")

    def test_every_cuisine_has_families_it_likes(self) -> None:
        families = {product.family for product in PRODUCTS}

        self.assertLessEqual(set(CUISINES), set(LIKED))
        self.assertLessEqual(set(" ".join(LIKED.values()).split()), families)

    def test_stock_numbers_are_unique(self) -> None:
        self.assertEqual(len({product.sku for product in PRODUCTS}), len(PRODUCTS))

    def test_an_account_buys_each_of_its_usual_products_once(self) -> None:
        usual = usual_products(["Seafood"] * 50, self.rng)

        self.assertTrue(all(len(set(row)) == USUAL for row in usual.tolist()))

    def test_a_way_leads_from_new_to_every_status(self) -> None:
        ways = [way_of(self.rng) for _ in range(500)]

        self.assertEqual({way.statuses[0] for way in ways}, {STATUSES[0]})
        self.assertEqual(set(Counter(way.statuses[-1] for way in ways)), set(STATUSES))
        for way in ways:
            self.assertEqual(way.days_ago, sorted(way.days_ago, reverse=True))

    def test_no_sentence_has_a_blank_left(self) -> None:
        self.assertFalse([text for text in Talk(self.rng).texts if "{" in text])
