/* The search page: pagefind's index with filters, and names in any script. Text is put in with textContent only. */
"use strict";

(() => {
  const box = document.querySelector("[data-search]");
  if (!box) return;
  const { root } = box.dataset;
  const form = box.querySelector("form");
  const field = form.elements.namedItem("q");
  const filters = box.querySelector("[data-search-filters]");
  const names = box.querySelector("[data-search-names]");
  const results = box.querySelector("[data-search-results]");
  const more = box.querySelector("[data-search-more]");
  const status = box.querySelector("[data-search-status]");
  const PAGE = 20;
  let pagefind = null;
  let known = [];
  let found = [];
  let shown = 0;
  let turn = 0;

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function words(name, values = {}) {
    const text = box.dataset[`text${name}`] || "";
    return text.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? values[key] : whole));
  }

  const number = (count) => count.toLocaleString(`${document.documentElement.lang || "en"}-u-nu-latn`);

  // --- names in any script ------------------------------------------------------------------------------------

  /* Marks off, one form for letters that are written in several ways, words apart: "al-Ḥasakah" is al + hasakah. */
  function tokens(text) {
    const plain = text.normalize("NFKD").replace(/[\p{M}\u0640]/gu, "").toLowerCase();
    const even = plain.replace(/[أإآٱ]/g, "ا").replace(/ى/g, "ي").replace(/ة/g, "ه").replace(/['’‘ʿʾ`]/g, "");
    return even.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  }

  /* In Arabic the article is part of the word: النيرب is also found as نيرب, and the other way round. */
  const bare = (token) => (token.length > 4 && token.startsWith("ال") ? token.slice(2) : token);

  function matches(wanted, entry) {
    return entry.forms.some((form) =>
      wanted.every((token) => form.some((word) => word.startsWith(token) || bare(word).startsWith(bare(token)))));
  }

  function showNames(query) {
    const wanted = tokens(query);
    const hits = wanted.length ? known.filter((entry) => matches(wanted, entry)).slice(0, 12) : [];
    names.replaceChildren(...hits.map((entry) => {
      const item = element("li");
      const link = element("a", "", entry.name);
      link.href = root + entry.url;
      const also = entry.also.find((other) => matches(wanted, { forms: [tokens(other)] }));
      item.append(link);
      if (also && !matches(wanted, { forms: [tokens(entry.name)] })) item.append(" ", wrapped(also));
      const about = [entry.about, words("Events", { count: number(entry.events) })].filter(Boolean).join(" · ");
      item.append(element("span", "search-about", about));
      return item;
    }));
    names.hidden = !hits.length;
    return hits.length;
  }

  function wrapped(text) {
    const name = element("bdi", "", text);
    if (/\p{Script=Arabic}/u.test(text)) name.lang = "ar";
    return name;
  }

  // --- pages --------------------------------------------------------------------------------------------------

  /* Pagefind gives excerpts as HTML of escaped text and <mark>: taken apart, never set as HTML. */
  function excerpt(html) {
    const plain = { lt: "<", gt: ">", quot: '"', "#39": "'", "#x27": "'", "#x2F": "/", nbsp: "\u00a0", amp: "&" };
    const line = element("p", "search-excerpt");
    html.split(/<\/?mark>/).forEach((part, index) => {
      const text = part.replace(/&([#\w]+);/g, (whole, name) => plain[name] ?? whole);
      line.append(index % 2 ? element("mark", "", text) : text);
    });
    return line;
  }

  /* Where no page has a word, pagefind looks for ever shorter beginnings of it, down to a letter: then it is not
     found. The words that it marked must begin as one of those sought. */
  async function meant(query, hits) {
    const sought = tokens(query).map((token) => token.slice(0, 4));
    const tops = await Promise.all(hits.slice(0, 3).map((result) => result.data()));
    const marked = tops.flatMap((page) => [...page.excerpt.matchAll(/<mark>(.*?)<\/mark>/g)].flatMap((m) => tokens(m[1])));
    return !sought.length || marked.some((word) => sought.some((start) => word.startsWith(start))) ? hits : [];
  }

  async function showMore() {
    const mine = turn;
    const next = await Promise.all(found.slice(shown, shown + PAGE).map((result) => result.data()));
    if (mine !== turn) return;
    for (const page of next) {
      const item = element("li");
      const link = element("a", "", page.meta.title || page.raw_url || page.url);
      link.href = root + (page.raw_url || page.url).replace(/^\//, "");
      item.append(link, excerpt(page.excerpt));
      results.append(item);
    }
    shown += next.length;
    more.hidden = shown >= found.length;
  }

  function chosen() {
    const picked = {};
    for (const select of filters.querySelectorAll("select")) if (select.value) picked[select.name] = select.value;
    return picked;
  }

  async function search() {
    const query = field.value.trim();
    const picked = chosen();
    const mine = ++turn;
    remember(query, picked);
    const hits = showNames(query);
    const empty = !query && !Object.keys(picked).length;
    const answer = empty ? { results: [] } : await pagefind.search(query || null, { filters: picked });
    const hitPages = query ? await meant(query, answer.results) : answer.results;
    if (mine !== turn) return;
    found = hitPages;
    shown = 0;
    results.replaceChildren();
    await showMore();
    if (mine !== turn) return;
    const total = { count: number(found.length), names: number(hits) };
    status.textContent = empty ? "" : words(found.length || hits ? "Found" : "Nothing", total);
  }

  function remember(query, picked) {
    const state = new URLSearchParams({ ...(query ? { q: query } : {}), ...picked });
    history.replaceState(null, "", state.size ? `?${state}` : location.pathname);
  }

  function offer(all, wanted) {
    for (const [name, values] of Object.entries(all)) {
      const label = element("label", "", words(`Filter${name[0].toUpperCase()}${name.slice(1)}`) || name);
      const select = element("select");
      select.name = name;
      select.append(new Option(words("Any"), ""));
      const years = name === "year";
      const sorted = Object.entries(values).sort(([a], [b]) => (years ? b.localeCompare(a) : a.localeCompare(b)));
      for (const [value, count] of sorted) select.append(new Option(`${value} (${number(count)})`, value));
      select.value = wanted.get(name) || "";
      label.append(select);
      filters.append(label);
    }
    filters.hidden = !filters.children.length;
  }

  async function start() {
    const wanted = new URLSearchParams(location.search);
    field.value = wanted.get("q") || "";
    const base = new URL(root || "./", document.baseURI);
    try {
      pagefind = await import(new URL("pagefind/pagefind.js", base).href);
      await pagefind.options({ baseUrl: "/" });
      await pagefind.init();
      const answer = await fetch(`${root}data/names.json`);
      known = answer.ok ? await answer.json() : [];
      for (const entry of known) entry.forms = [entry.name, ...entry.also].map(tokens);
      offer(await pagefind.filters(), wanted);
    } catch (error) {
      console.error(error);
      status.textContent = words(location.protocol === "file:" ? "Disk" : "Failed");
      return;
    }
    let wait = 0;
    field.addEventListener("input", () => {
      clearTimeout(wait);
      wait = setTimeout(search, 200);
    });
    filters.addEventListener("change", search);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      search();
    });
    more.addEventListener("click", showMore);
    box.dataset.ready = "true";
    if (field.value || [...wanted.keys()].length) await search();
  }

  start();
})();
