"""The base of every page of Django's admin here: to look at. What changes anything goes through a transition."""

from __future__ import annotations

from unfold.admin import ModelAdmin


class ReadOnlyConsole(ModelAdmin):
    """Rows to look at."""

    def has_module_permission(self, request: object) -> bool:
        """Whoever is in the console may look."""
        return True

    def has_view_permission(self, request: object, obj: object = None) -> bool:
        """Whoever is in the console may look."""
        return True

    def has_add_permission(self, request: object) -> bool:
        """Rows are made by transitions and by units."""
        return False

    def has_change_permission(self, request: object, obj: object = None) -> bool:
        """States change through transitions alone."""
        return False

    def has_delete_permission(self, request: object, obj: object = None) -> bool:
        """Kept for good."""
        return False
