"""The look and the manners of every page (หน้าเว็บ): page, components, form rendering, headers, error pages. Knows no room."""
