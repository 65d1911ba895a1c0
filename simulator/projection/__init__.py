"""What comes out: from what was counted to tables, an answer in words, and a folder that can be read again."""
