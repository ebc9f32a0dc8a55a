"""The model: texts, edits, findings, change sets and outcomes. Knows nothing of rules, files or reports."""
