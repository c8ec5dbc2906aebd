"""Bring every catalogue up to date with the sources, compile it, and say what still wants translating."""

from locutorio.locales import as_mo, as_po, catalogues, collect, read, updated


def main() -> None:
    texts = collect()
    for language, path in catalogues().items():
        catalogue = updated(read(path), texts)
        path.write_bytes(as_po(catalogue))
        path.with_suffix(".mo").write_bytes(as_mo(catalogue))
        missing = sum(1 for message in catalogue if message.id and not message.string)
        print(f"{language}: {len(catalogue)} texts, {missing} to translate")


if __name__ == "__main__":
    main()
