"""Django's admin for looking, not for writing; fast on large tables."""

from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property

from kernel.text import folded

COUNTED_AT_MOST = 10_000
Row = TypeVar("Row", bound=Model)

if TYPE_CHECKING:
    Base = admin.ModelAdmin
else:

    class Base(admin.ModelAdmin):
        """ModelAdmin takes no type argument when it runs."""

        def __class_getitem__(cls, row: Any) -> Any:
            return cls


class CappedPaginator(Paginator):  # type: ignore[type-arg]
    """Counts as far as somebody may page, and not the whole table; a search finds the rest."""

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        return int(rows.order_by().values("pk")[:COUNTED_AT_MOST].count())


class ReadOnlyAdmin(Base[Row]):
    """Lists and shows, without ever counting a whole table.

    Fields to search by end in `search_key__contains`: folded as the key is, the word is found by
    the index that serves the API's search.
    """

    show_full_result_count = False
    list_per_page = 50
    ordering = ("-pk",)
    paginator = CappedPaginator

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Row], search_term: str
    ) -> tuple[QuerySet[Row], bool]:
        return super().get_search_results(request, queryset, folded(search_term))

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
