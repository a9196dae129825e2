/* Lists that a reader can filter, sort and take along as CSV. Without this script they stand there whole.
   A list is an element with data-list: its rows, how a row's columns are read, and the form that this script fills. */
"use strict";

(() => {
  const language = document.documentElement.lang || "en";
  const digits = new Intl.NumberFormat(`${language}-u-nu-latn`);
  const plural = new Intl.PluralRules(language);
  const order = new Intl.Collator(language, { numeric: true });
  const FEWEST = 3; // rows from which on a form is of use

  const folded = (text) => text.normalize("NFKD").replace(/[\p{M}\u0640]/gu, "").toLowerCase();

  function say(text, count, values = {}) {
    const forms = JSON.parse(text);
    const filled = { count: digits.format(count), ...values };
    return (forms[plural.select(count)] ?? forms.other).replace(/\{(\w+)\}/g, (whole, key) => filled[key] ?? whole);
  }

  /* A column is read as the page shows it: ".title a" its text, ".title a@href" an attribute, "@data-day" the row's
     own, "^h3" the heading that the row stands under. */
  function cell(row, where) {
    const [path, attribute] = where.split("@");
    if (path.startsWith("^")) return row.closest("section")?.querySelector(path.slice(1))?.textContent.trim() ?? "";
    const found = path ? row.querySelector(path) : row;
    if (!found) return "";
    if (attribute === "href") return found.href;
    return (attribute ? found.getAttribute(attribute) ?? "" : found.textContent).replace(/\s+/g, " ").trim();
  }

  /* RFC 4180; a text that a spreadsheet would run as a formula gets an apostrophe, as in the tables under data/. */
  function csv(lines) {
    const quoted = (value) => {
      const safe = /^[=+\-@\t\r]/.test(value) && !/^-?\d+(\.\d+)?$/.test(value) ? `'${value}` : value;
      return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
    };
    return lines.map((line) => line.map(quoted).join(",")).join("\r\n") + "\r\n";
  }

  function setup(list) {
    const form = list.querySelector("form[data-list-tools]");
    const rows = [...list.querySelectorAll(form.dataset.rows)];
    if (rows.length < FEWEST) return;
    const columns = Object.entries(JSON.parse(form.dataset.columns));
    const values = new Map(rows.map((row) => [row, Object.fromEntries(columns.map(([name, where]) => [name, cell(row, where)]))]));
    const words = new Map(rows.map((row) => [row, folded(row.textContent)]));
    const homes = rows.map((row) => row.parentElement);
    const first = homes[0];
    const field = form.elements.namedItem("words");
    const sort = form.elements.namedItem("sort");
    const selects = [...form.querySelectorAll("select[data-column]")];
    const status = form.querySelector("[role=status]");

    for (const select of selects) {
      const counts = new Map();
      for (const row of rows) {
        const value = values.get(row)[select.dataset.column];
        if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      for (const [value, count] of [...counts].sort(([a], [b]) => order.compare(a, b))) {
        select.append(new Option(`${value} (${digits.format(count)})`, value));
      }
      select.closest("label").hidden = counts.size < 2;
    }

    function arrange(shown) {
      if (!sort.value) {
        rows.forEach((row, index) => homes[index].append(row));
        return shown;
      }
      const [column, direction] = sort.value.split(":");
      const sign = direction === "down" ? -1 : 1;
      const sorted = [...rows].sort((a, b) => {
        const [left, right] = [values.get(a)[column], values.get(b)[column]];
        if (!left || !right) return left ? -1 : right ? 1 : 0; // what no source says stands last
        return sign * order.compare(left, right);
      });
      first.append(...sorted);
      return sorted.filter((row) => shown.includes(row));
    }

    function apply() {
      const wanted = folded(field.value).split(/\s+/).filter(Boolean);
      const shown = rows.filter((row) =>
        wanted.every((word) => words.get(row).includes(word))
        && selects.every((select) => !select.value || values.get(row)[select.dataset.column] === select.value));
      const chosen = arrange(shown);
      const inside = new Set(shown);
      for (const row of rows) row.hidden = !inside.has(row);
      // One list for all rows while they are sorted across the headings; a heading without rows is not shown.
      list.classList.toggle("is-sorted", Boolean(sort.value));
      list.classList.toggle("is-filtered", shown.length < rows.length || Boolean(sort.value));
      for (const part of list.querySelectorAll("section, [data-list-part]")) {
        part.hidden = !part.contains(first) || !sort.value ? !part.querySelector(`${form.dataset.rows}:not([hidden])`) : false;
      }
      const active = shown.length < rows.length || Boolean(sort.value);
      for (const part of list.querySelectorAll(".jump")) part.hidden = active;
      status.textContent = shown.length < rows.length
        ? say(form.dataset.textShown, shown.length, { all: digits.format(rows.length) })
        : say(form.dataset.textAll, rows.length);
      return chosen;
    }

    function download() {
      const lines = apply().map((row) => columns.map(([name]) => values.get(row)[name]));
      const text = csv([columns.map(([name]) => name), ...lines]);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv;charset=utf-8" }));
      link.download = `${form.dataset.file}.csv`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    }

    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply));
    form.querySelector("[data-list-download]").addEventListener("click", download);
    form.hidden = false;
    apply();
    addEventListener("pageshow", apply); // going back, the browser fills the form again
  }

  document.querySelectorAll("[data-list]").forEach(setup);
})();
