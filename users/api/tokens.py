"""Coming in, staying in, going out."""

from typing import Any

from django.contrib.auth import authenticate
from django.utils import timezone
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.exceptions import AuthenticationFailed, Throttled
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from kernel.api.views import validated
from kernel.clients import client_address
from users.api.authentication import TokenAuthentication
from users.api.serializers import Credentials, Refresh, TokenPair
from users.models import User
from users.services.throttle import forgive, seconds_to_wait
from users.services.tokens import TokenRefused, end_session, refresh_session, start_session


class OpenDoor(APIView):
    """No token is asked for here, and a stale one does not hurt."""

    permission_classes = [AllowAny]
    authentication_classes: list[Any] = []

    def get_authenticate_header(self, request: Request) -> str:
        return TokenAuthentication().authenticate_header(request)


class ObtainToken(OpenDoor):
    @extend_schema(
        request=Credentials,
        responses={200: TokenPair},
        examples=[
            OpenApiExample(
                "Log in", {"username": "admin", "password": "password"}, request_only=True
            )
        ],
    )
    def post(self, request: Request) -> Response:
        """Obtain an access and a refresh token."""
        asked = validated(Credentials, request)
        username, address = asked["username"], client_address(request)
        wait = seconds_to_wait(username, address, now=timezone.now())
        if wait:
            raise Throttled(wait)
        user = authenticate(username=username, password=asked["password"])
        if not isinstance(user, User):
            raise AuthenticationFailed("No active account with these credentials.")
        forgive(username, address)
        return Response(start_session(user))


class RefreshTokens(OpenDoor):
    @extend_schema(request=Refresh, responses={200: TokenPair})
    def post(self, request: Request) -> Response:
        """Exchange a refresh token for a new pair; each can be used once."""
        try:
            return Response(refresh_session(validated(Refresh, request)["refresh"]))
        except TokenRefused as refusal:
            raise AuthenticationFailed(str(refusal)) from None


class LogOut(OpenDoor):
    @extend_schema(request=Refresh, responses={204: None})
    def post(self, request: Request) -> Response:
        """End the log-in this refresh token belongs to."""
        try:
            end_session(validated(Refresh, request)["refresh"])
        except TokenRefused as refusal:
            raise AuthenticationFailed(str(refusal)) from None
        return Response(status=204)
