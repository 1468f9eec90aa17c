from django.urls import path
from rest_framework.routers import SimpleRouter

from contact.api.views import ContactViewSet
from kernel.api.index import endpoints

router = SimpleRouter()
router.register("contacts", ContactViewSet, basename="contact")
urlpatterns = [
    path("", endpoints("contact", contacts="contacts/")),
    *router.urls,
]
