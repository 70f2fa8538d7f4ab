"""The form that a file is sent with, and what is remembered of it between its preview and its import."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import PurePath
from typing import Any

from django import forms
from django.core import signing
from django.core.signing import BadSignature

from articles.imports import sources, uploads
from articles.imports.sources import Document
from articles.wire.formats import FORMATS
from articles.wire.records import WireError

LARGEST = 5 * 1024 * 1024
"""Bytes that a page can show; larger files are for the command."""
LONGEST = 600_000
"""Characters that may be pasted: in any script fewer bytes than Django takes in fields (2.5 MB)."""
PASTED = "pasted text"
_SALT = "articles.admin.imports"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent: where it is put aside, and how it is to be imported, for one user."""

    digest: str
    name: str
    format: str
    publish: bool
    user: int

    def signed(self, shown: str) -> str:
        """The upload as a text that nobody can change, with the digest of what was shown of it."""
        return signing.dumps([asdict(self), shown], salt=_SALT)

    @classmethod
    def unsigned(cls, text: str, user: int | None) -> "tuple[Upload, str]":
        """The upload and what was shown; `BadSignature` where that is too old, changed, or someone else's."""
        fields, shown = signing.loads(text, salt=_SALT, max_age=uploads.KEPT_FOR)
        upload = cls(**fields)
        if upload.user != user:
            raise BadSignature("another user's")
        return upload, shown

    def documents(self) -> Iterator[Document]:
        """The file, or what is in it."""
        content = uploads.read(self.digest)
        if content is None:
            error = WireError("a file that is not there any more", "the file: send it again")
            yield Document(self.name, error=error)
        else:
            yield from sources.opened(self.name, content)


class ImportForm(forms.Form):
    """A file or a pasted text, its format, and whether its articles are published."""

    file = forms.FileField(required=False, help_text="Any wire format; zip, tar or gz with several. Up to 5 MB.")
    text = forms.CharField(
        label="Or paste a text",
        required=False,
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 14, "class": "vLargeTextField body-text"}),
        help_text=f"Up to {LONGEST:,} characters; a longer one as a file.",
    )
    format = forms.ChoiceField(
        choices=[("auto", "find out"), *((each.code, each.label) for each in FORMATS.values())], required=False
    )
    publish = forms.BooleanField(
        required=False, label="Publish new articles", help_text="Else they are drafts, which an editor releases."
    )

    def __init__(self, *args: Any, may_publish: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_publish:
            del self.fields["publish"]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file is not None and file.size > LARGEST:
            raise forms.ValidationError(
                "The file has %(size).1f MB, and 5 are taken here: use manage.py import_articles.",
                params={"size": file.size / 1024**2},
            )
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "file" in cleaned and "text" in cleaned and bool(cleaned["file"]) == bool(cleaned["text"].strip()):
            raise forms.ValidationError("Send a file, or paste a text: one of the two.")
        return cleaned

    def upload(self, user: int | None) -> Upload:
        """Put aside what was sent. The name is only a name: no path is made of it."""
        file = self.cleaned_data["file"]
        content = file.read() if file else self.cleaned_data["text"].encode("utf-8", "surrogatepass")
        name = PurePath(file.name).name[:200] if file else PASTED
        chosen = self.cleaned_data.get("format") or "auto"
        return Upload(uploads.keep(content), name, chosen, bool(self.cleaned_data.get("publish")), user or 0)
