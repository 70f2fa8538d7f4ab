"""Who acts: countries and blocs, places, organizations, people, posts and who held them when."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from articles.admin.addresses import AddressForm
from articles.admin.base import ArchiveAdmin
from articles.admin.merging import Mergeable
from articles.admin.names import NameInline
from articles.admin.spans import SpanForm, SpanTextField
from articles.models import Country, Mechanism, Membership, Organization, Person, Place, Post
from articles.vocabulary import NameOrder, OrganizationKind

NAMES_AND_SLUG = ["name", "slug", "names__form", "names__folded"]


@admin.register(Country)
class CountryAdmin(ArchiveAdmin):
    list_display = ["name", "code", "kind"]
    list_filter = ["kind"]
    search_fields = ["name", "code", "names__form", "names__folded"]
    inlines = [NameInline]

    def get_readonly_fields(self, request: HttpRequest, obj: Country | None = None) -> list[str]:
        """Everything hangs on the code, so it is chosen once."""
        return ["code"] if obj else []


@admin.register(Place)
class PlaceAdmin(Mergeable, ArchiveAdmin):
    form = AddressForm
    list_display = ["name", "kind", "country"]
    list_filter = ["kind", "country"]
    list_select_related = ["country"]
    search_fields = NAMES_AND_SLUG
    autocomplete_fields = ["country"]
    fields = ["name", "kind", "country", "slug"]
    inlines = [NameInline]


class PostInline(admin.TabularInline):
    model = Post
    form = AddressForm
    fields = ["label", "short_label", "country", "slug"]
    autocomplete_fields = ["country"]
    extra = 0
    show_change_link = True


@admin.register(Organization)
class OrganizationAdmin(Mergeable, ArchiveAdmin):
    form = AddressForm
    list_display = ["name", "kind", "country"]
    list_filter = ["kind", "country"]
    list_select_related = ["country"]
    search_fields = NAMES_AND_SLUG
    autocomplete_fields = ["country", "parties"]
    fields = ["name", "kind", "country", "parties", "slug"]
    inlines = [NameInline, PostInline]


class MechanismForm(AddressForm):
    """A mechanism belongs to two parties."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "parties" in cleaned and len(cleaned["parties"]) != 2:
            self.add_error("parties", "Name the two that the mechanism belongs to.")
        return cleaned

    def _post_clean(self) -> None:
        self.instance.kind = OrganizationKind.MECHANISM
        super()._post_clean()  # type: ignore[misc]


@admin.register(Mechanism)
class MechanismAdmin(ArchiveAdmin):
    form = MechanismForm
    list_display = ["name", "party_names"]
    list_filter = ["parties"]
    search_fields = ["name", "slug"]
    autocomplete_fields = ["parties"]
    fields = ["name", "parties", "slug"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("parties")

    @admin.display(description="between")
    def party_names(self, mechanism: Mechanism) -> str:
        return " and ".join(str(country) for country in mechanism.parties.all())


class MembershipForm(SpanForm):
    start = SpanTextField(label="From", help_text="Took office on 2017-01-22; in office by then: ../2024-01-05.")
    end = SpanTextField(label="To", help_text="Left on 2025-10-30; still in office then: 2024-01-09/.. Empty: unknown.")

    class Meta:
        model = Membership
        fields: Any = "__all__"


class MembershipInline(admin.StackedInline):
    """Posts held, on the page of the person; holders, on the page of the post."""

    model = Membership
    form = MembershipForm
    fields = [
        ("person", "post", "term"),
        ("start", "start_basis"),
        ("end", "end_basis"),
        "passages",
        "without_evidence",
    ]
    autocomplete_fields = ["person", "post", "passages"]
    extra = 0
    verbose_name = "post held"
    verbose_name_plural = "posts held"

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Without what the page is of."""
        own = self.parent_model._meta.model_name or ""
        return [tuple(name for name in self.fields[0] if name != own), *self.fields[1:]]


class PersonForm(AddressForm):
    """A person; how lists sort the name follows from its parts where it is left empty."""

    class Meta:
        model = Person
        fields: Any = "__all__"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "sort_name" in self.fields:  # not for those who may only look
            self.fields["sort_name"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("sort_name") and cleaned.get("name"):
            family, given = cleaned.get("family_name"), cleaned.get("given_name")
            turned = cleaned.get("name_order") == NameOrder.GIVEN_FIRST and family and given
            cleaned["sort_name"] = f"{family}, {given}" if turned else cleaned["name"]
        return cleaned


@admin.register(Person)
class PersonAdmin(Mergeable, ArchiveAdmin):
    form = PersonForm
    list_display = ["name", "sort_name", "country", "slug"]
    list_filter = ["country", "name_order"]
    list_select_related = ["country"]
    search_fields = NAMES_AND_SLUG
    autocomplete_fields = ["country"]
    inlines = [NameInline, MembershipInline]
    fieldsets = [
        (None, {"fields": ["name", "country", "slug"]}),
        (
            "Parts of the name",
            {"fields": [("family_name", "given_name"), "name_order", "short_name", "sort_name", "wikidata"]},
        ),
    ]


@admin.register(Post)
class PostAdmin(ArchiveAdmin):
    form = AddressForm
    list_display = ["label", "organization", "country"]
    list_filter = ["country"]
    list_select_related = ["organization", "country"]
    search_fields = ["label", "short_label", "slug"]
    autocomplete_fields = ["organization", "country"]
    fields = ["label", "short_label", "organization", "country", "slug"]
    inlines = [MembershipInline]


@admin.register(Membership)
class MembershipAdmin(ArchiveAdmin):
    form = MembershipForm
    list_display = ["person", "post", "term", "start", "end"]
    list_filter = ["post__country", "post", "without_evidence"]
    list_select_related = ["person", "post"]
    search_fields = ["person__name", "person__slug", "person__names__folded", "post__label", "post__slug"]
    autocomplete_fields = ["person", "post", "passages"]
    fields = ["person", "post", "term", ("start", "start_basis"), ("end", "end_basis"), "passages", "without_evidence"]
