// A click on a heading sorts the rows by it, another the other way round. Numbers are told from texts by what stands there.
addEventListener("DOMContentLoaded", () => {
  const number = (text) => parseFloat(text.replace(/[%,\s]/g, ""));
  for (const table of document.querySelectorAll("table:not(.upright)")) {
    const body = table.tBodies[0];
    table.querySelectorAll("thead th").forEach((head, at) => {
      head.tabIndex = 0;
      const sort = () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        const rows = [...body.rows];
        const cell = (row) => row.cells[at].textContent.trim();
        const isNumber = rows.every((row) => cell(row) === "" || row.cells[at].classList.contains("n"));
        rows.sort((a, b) => {
          const [one, other] = [cell(a), cell(b)];
          if (one === "" || other === "") return (one === "") - (other === "");
          const order = isNumber ? number(one) - number(other) : one.localeCompare(other, document.documentElement.lang);
          return down ? -order : order;
        });
        table.querySelectorAll("thead th").forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        body.append(...rows);
      };
      head.addEventListener("click", sort);
      head.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          sort();
        }
      });
    });
  }
});
