"""The fixed words of a printed document. They follow the document's language, not the reader's."""

LABELS = {
    "sv": {
        "page": "Sida",
        "of": "av",
        "contents": "Innehåll",
        "checksum": "Kontrollsumma (SHA-256)",
        "checksum_use": "Med kontrollsumman går det att visa att innehållet inte har ändrats.",
    },
    "en": {
        "page": "Page",
        "of": "of",
        "contents": "Contents",
        "checksum": "Checksum (SHA-256)",
        "checksum_use": "The checksum can show that the content has not been changed.",
    },
}
