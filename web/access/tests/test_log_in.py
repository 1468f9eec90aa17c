"""At the door: who is nobody yet, and who mistyped."""

from django.test import TestCase

from users.models import User


class LogInTests(TestCase):
    def test_before_the_first_account_it_says_where_the_link_is(self) -> None:
        words = "Nobody has an account yet."
        self.assertContains(self.client.get("/log-in/"), words)
        User.objects.create(username="kam")

        self.assertNotContains(self.client.get("/log-in/"), words)

    def test_after_a_wrong_password_it_is_the_password_that_is_typed_next(self) -> None:
        User.objects.create(username="kam")

        answer = self.client.post("/log-in/", {"username": "kam", "password": "wrong"})

        fields = answer.context["form"].fields
        focused = [name for name, field in fields.items() if "autofocus" in field.widget.attrs]
        self.assertEqual(focused, ["password"])
