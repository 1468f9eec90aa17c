"""A kept file on its way out: as an attachment, and never as a page of ours."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header


@dataclass(frozen=True)
class Attachment:
    """What a download is; `tag` names its bytes, `pieces` are asked for one after another."""

    name: str
    media_type: str
    size: int
    tag: str
    pieces: Iterable[bytes]

    def answer(self, request: HttpRequest) -> HttpResponseBase:
        """Return the bytes, or 304 for who has them.

        Somebody else made the file: it is saved and not shown (RFC 6266), its media type is not
        guessed anew, and should a browser open it all the same, it runs nothing and is nobody.
        """
        tag = f'"{self.tag}"'
        response = Streamed(self.pieces if request.method == "GET" else ())
        response["Content-Type"] = self.media_type
        response["Content-Length"] = str(self.size)
        response["Content-Disposition"] = str(
            content_disposition_header(as_attachment=True, filename=self.name)
        )
        response["ETag"] = tag
        response["Cache-Control"] = "private, no-cache"  # whoever lost their reach gets a 404
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        same = get_conditional_response(request, etag=tag, response=cast(HttpResponse, response))
        return same or response


class Streamed(StreamingHttpResponse):
    """Goes out as it is: its length and its tag are of these very bytes."""

    as_it_is = True
