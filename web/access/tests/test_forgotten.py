"""The forgotten password: a mail, a link that works once, and every old log-in ends."""

import re

from django.core import mail
from django.test import Client, TestCase

from users.models import User

OLD, NEW = "a-long-enough-one", "another-long-enough-one"


class ForgottenTests(TestCase):
    def setUp(self) -> None:
        self.user = User.objects.create(username="asha", email="asha@example.com")
        self.user.set_password(OLD)
        self.user.save()

    def link(self) -> str:
        """Ask for a mail; return the address in it."""
        answer = self.client.post("/password/forgotten/", {"email": "Asha@example.com"})
        self.assertRedirects(answer, "/password/sent/")
        found = re.search(r"http://testserver(\S+)", str(mail.outbox[-1].body))
        assert found is not None
        return found[1]

    def choose(self, link: str, password: str = NEW) -> int:
        form = self.client.get(link, follow=True).redirect_chain
        path = form[-1][0] if form else link
        words = {"new_password1": password, "new_password2": password}
        return self.client.post(path, words).status_code

    def test_the_link_in_the_mail_sets_a_new_password(self) -> None:
        self.assertEqual(self.choose(self.link()), 302)

        self.assertFalse(self.client.login(username="asha", password=OLD))
        self.assertTrue(self.client.login(username="asha", password=NEW))

    def test_the_mail_names_the_user_and_the_log_in_says_it_is_saved(self) -> None:
        link = self.link()
        self.assertIn("asha", str(mail.outbox[-1].body).replace("asha@", ""))
        self.choose(link)

        self.assertContains(self.client.get("/log-in/?changed=1"), "new password is saved")

    def test_the_link_works_once(self) -> None:
        link = self.link()
        self.choose(link)

        self.assertEqual(Client().get(link, follow=True).redirect_chain, [])

    def test_a_browser_logged_in_before_is_out(self) -> None:
        elsewhere = Client()
        elsewhere.login(username="asha", password=OLD)
        self.assertEqual(elsewhere.get("/").status_code, 200)

        self.choose(self.link())

        self.assertEqual(elsewhere.get("/").status_code, 302)

    def test_a_password_too_short_is_refused(self) -> None:
        self.assertEqual(self.choose(self.link(), "short"), 200)

        self.assertTrue(self.client.login(username="asha", password=OLD))

    def test_nobody_learns_who_has_an_account(self) -> None:
        answer = self.client.post("/password/forgotten/", {"email": "nobody@example.com"})

        self.assertRedirects(answer, "/password/sent/")
        self.assertEqual(mail.outbox, [])
