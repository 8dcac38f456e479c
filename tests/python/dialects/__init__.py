"""How each source writes down the same story; see story.py and test_one_story.py."""
