// For staff pages that exchange a part of themselves: htmx, that asks this installation only and keeps no copies of pages.
import htmx from "htmx.org";

htmx.config.mode = "same-origin";
htmx.config.history = false;
