"""What was measured, as one table."""


class Table:
    """Rows of a name, a figure and a remark, in sections."""

    def __init__(self):
        self.rows = []

    def section(self, title):
        self.rows.append((title, None, None))

    def row(self, name, figure, remark=""):
        self.rows.append((name, figure, remark))

    def plain(self):
        """For a terminal."""
        rows = [row for row in self.rows if row[1] is not None]
        widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
        lines = []
        for name, figure, remark in self.rows:
            if figure is None:
                lines += ["", name]
            else:
                lines.append(f"  {name:{widths[0]}}  {figure:>{widths[1]}}  {remark}".rstrip())
        return "\n".join(lines).lstrip()

    def markdown(self):
        """For docs/performance.md."""
        lines = ["| what | figure | |", "|---|---|---|"]
        for name, figure, remark in self.rows:
            cells = (f"*{name}*", "", "") if figure is None else (name, figure, remark)
            lines.append("| " + " | ".join(cells) + " |")
        return "\n".join(lines)


def seconds(value):
    return f"{value:.2f} s" if value >= 1 else f"{value * 1e3:.1f} ms"


def microseconds(value):
    return f"{value * 1e6:.2f} µs"


def number(value):
    return f"{value:,.0f}"
