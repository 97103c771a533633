"""Outcomes and rules -> text, patch and JSON. It all gives strings; none of it prints."""
