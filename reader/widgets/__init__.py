"""Widgets drawn by the Line API: each knows its rows and paints only those that changed."""
