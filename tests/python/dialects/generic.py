"""The story in the project's own layout: newline-delimited JSON."""

import json
from dataclasses import asdict
from pathlib import Path

from dialects.story import StoryEvent


def write(story: list[StoryEvent], raw: Path) -> None:
    """One file of events; times have the offset of UTC."""
    folder = raw / "generic" / "events"
    folder.mkdir(parents=True)
    lines = [
        json.dumps(
            asdict(event)
            | {"event_id": f"g{number}", "occurred_at": f"{event.occurred_at}Z"}
        )
        for number, event in enumerate(story)
    ]
    (folder / "story.ndjson").write_text("\n".join(lines))
