"""Optional inputs of every layout and format, read side by side in one build.

Exports of Google Ads and Meta as a connector writes them lie below SHARED_FIXTURES;
without them their tests are skipped, and the sums are counted over the CSV files by
another reader than ours.
"""

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

ROOT = Path(__file__).parents[2]
FIXTURES = Path(os.environ.get("AD_FIXTURES_DIR", "/nowhere"))
