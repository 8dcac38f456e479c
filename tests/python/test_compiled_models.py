"""Compiled SQL names the database that tests and benchmarks attach."""

import os
import shutil
from pathlib import Path

import pytest
from compiled_models import CATALOG, ROOT, read_project


def test_who_reads_the_project_first_does_not_choose_the_database(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WAREHOUSE_PATH", str(tmp_path / "another.duckdb"))
    shutil.copy(ROOT / "profiles.yml", tmp_path)
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "one.sql").write_text("select 1 as one")
    (tmp_path / "dbt_project.yml").write_text(
        "name: small\nprofile: conversion_analytics\n"
    )
    [node] = read_project("null", tmp_path).nodes.values()
    assert node.database == CATALOG
    assert os.environ["WAREHOUSE_PATH"] == str(tmp_path / "another.duckdb")
