/* The map's filters, its period that plays, and the list beside it: all three show the same events. */
"use strict";

const chroniclePanel = (() => {
  const { element, say, number } = chronicleMap;
  const { show, details, readState, writeState } = chronicleOverview;
  const PAGE = 50;
  const FRAME = 1000; // milliseconds a picture while it plays
  const FRAMES = 24;
  const STILL = matchMedia("(prefers-reduced-motion: reduce)");

  function setup(overview) {
    const panel = document.querySelector("[data-map-panel]");
    const list = document.querySelector("[data-map-list]");
    const { data } = overview;
    const { type, side, from, to } = panel.elements;
    const play = panel.querySelector("[data-map-play]");
    const status = document.querySelector("[data-map-count]");
    const text = (name, values) => say(panel.dataset[`text${name}`], values);

    // --- the period, in months from the first ---------------------------------------------------------------------

    const first = data.dated ? new Date(data.first[0] * 864e5) : new Date(0);
    const start = first.getUTCFullYear() * 12 + first.getUTCMonth();
    const end = Math.max(data.months.length - 1, 0);
    const begins = (month) => Date.UTC(Math.floor((start + month) / 12), (start + month) % 12, 1) / 864e5;
    const monthOf = new Uint16Array(data.dated ? begins(end + 1) - begins(0) : 0); // by the day: 10,000 events ask
    for (let month = 0; data.dated && month <= end; month += 1) {
      monthOf.fill(month, begins(month) - begins(0), begins(month + 1) - begins(0));
    }
    const months = (day) => monthOf[day - begins(0)];
    const name = (month) => data.months[month] ?? "";
    const iso = (month) => new Date(begins(month) * 864e5).toISOString().slice(0, 7);
    const parse = (value, otherwise) => {
      const [year, month] = (value || "").split("-").map(Number);
      const found = year * 12 + month - 1 - start;
      return Number.isFinite(found) ? Math.min(Math.max(found, 0), end) : otherwise;
    };
    const whole = () => Number(from.value) === 0 && Number(to.value) === end;

    // --- what is chosen -------------------------------------------------------------------------------------------

    function offer() {
      const groups = new Map();
      const counts = new Uint32Array(data.kinds.length);
      for (const kind of data.kind) counts[kind] += 1;
      data.kinds.forEach(([group, words, code], index) => {
        if (!groups.has(group)) groups.set(group, []);
        groups.get(group).push(new Option(`${words} (${number(counts[index])})`, code));
      });
      type.append(new Option(text("Any"), ""));
      for (const [group, options] of groups) {
        const made = document.createElement("optgroup");
        made.label = group;
        made.append(new Option(text("All", { group }), group), ...options);
        type.append(made);
      }
      side.append(new Option(text("Any"), ""), ...data.sides.map((words, index) => new Option(words, String(index))));
      for (const input of [from, to]) input.max = String(end);
    }

    function restore() {
      const state = readState();
      type.value = state.get("type") || "";
      side.value = String(data.sides.indexOf(state.get("side")));
      if (type.selectedIndex < 0) type.value = "";
      if (side.selectedIndex < 0) side.value = "";
      setPeriod(parse(state.get("from"), 0), parse(state.get("to"), end));
    }

    function keep() {
      writeState({
        type: type.value,
        side: side.value && data.sides[Number(side.value)],
        from: whole() ? "" : iso(Number(from.value)),
        to: whole() ? "" : iso(Number(to.value)),
      });
    }

    function setPeriod(first, final) {
      from.value = String(first);
      to.value = String(Math.max(first, final));
    }

    /* Events of the chosen type and side; those in the period; and how many the period leaves out as undated. */
    function chosen() {
      const kinds = data.kinds.map(([group, , code]) => !type.value || type.value === code || type.value === group);
      const wanted = Number(side.value);
      const sets = data.sets.map((members) => !side.value || members.includes(wanted));
      const all = whole();
      const since = begins(Number(from.value));
      const until = begins(Number(to.value) + 1);
      const found = { alike: [], inside: [], undated: 0 };
      for (let event = 0; event < data.place.length; event += 1) {
        if (!kinds[data.kind[event]] || !sets[data.set[event]]) continue;
        found.alike.push(event);
        if (all) found.inside.push(event);
        else if (event >= data.dated) found.undated += 1;
        else if (data.first[event] < until && data.first[event] + data.days[event] >= since) found.inside.push(event);
      }
      return found;
    }

    function update() {
      const { alike, inside, undated } = chosen();
      show(overview, inside);
      const said = [text(inside.length ? "Count" : "None", { count: inside.length })];
      if (undated) said.push(text("Undated", { count: undated }));
      status.textContent = said.join(" ");
      for (const input of [from, to]) {
        input.setAttribute("aria-valuetext", name(Number(input.value)));
        panel.querySelector(`output[for="${input.id}"]`).textContent = name(Number(input.value));
      }
      draw(alike);
      listed(inside);
    }

    /* Events a month as bars, the period in front of them: a picture of what the two sliders say. */
    function draw(events) {
      const picture = panel.querySelector("svg");
      const counts = new Uint32Array(end + 1);
      for (const event of events) if (event < data.dated) counts[months(data.first[event])] += 1;
      const most = Math.max(1, ...counts);
      const bars = [...counts].map((count, at) => (count ? `M${at} 40v${-(count / most) * 38}h.9v${(count / most) * 38}z` : ""));
      picture.setAttribute("viewBox", `0 0 ${end + 1} 40`);
      picture.querySelector("path").setAttribute("d", bars.join(""));
      const shade = picture.querySelector("rect");
      shade.setAttribute("x", from.value);
      shade.setAttribute("width", String(Number(to.value) - Number(from.value) + 1));
    }

    // --- the list ---------------------------------------------------------------------------------------------------

    let turn = 0;
    let asked = PAGE;

    async function listed(events, most = PAGE) {
      const mine = ++turn;
      asked = most;
      const newest = events.slice(-most).reverse();
      let rows = [];
      try {
        rows = await details(overview.map, data, newest);
      } catch (error) {
        console.error(error);
        if (mine === turn) list.replaceChildren(element("p", "empty", text("Failed")));
        return;
      }
      if (mine !== turn) return;
      const made = document.createElement("ol");
      made.className = "events";
      for (const { title, when, url } of rows) {
        const item = element("li", "event");
        const link = element("a", "", title);
        link.href = url;
        const heading = element("p", "event-title");
        heading.append(link);
        item.append(element("p", "event-when", when), heading);
        made.append(item);
      }
      list.replaceChildren(made);
      if (events.length > most) {
        const more = element("button", "button", text("More", { count: events.length - most }));
        more.type = "button";
        more.addEventListener("click", async () => {
          await listed(events, most + PAGE);
          list.querySelectorAll("a")[most]?.focus();
        });
        list.append(more);
      }
    }

    /* What the address need not say: how far the list was read. */
    function keepList() {
      history.replaceState({ ...history.state, mapList: { asked, at: list.scrollTop } }, "");
    }

    async function restoreList() {
      const kept = history.state?.mapList;
      if (!kept) return;
      if (kept.asked > PAGE) await listed(overview.shown, kept.asked);
      list.scrollTop = kept.at;
    }

    // --- playing ----------------------------------------------------------------------------------------------------

    let timer = 0;

    function stop() {
      clearInterval(timer);
      timer = 0;
      play.textContent = text("Play");
      status.setAttribute("aria-live", "polite");
    }

    /* The first and the last month in which an event of the chosen type and side may have happened. */
    function reach() {
      const dated = chosen().alike.filter((event) => event < data.dated);
      const finals = dated.map((event) => months(data.first[event] + data.days[event]));
      // In the order of their first days; one by one, for thousands of arguments are too many for a call.
      return dated.length ? [months(data.first[dated[0]]), finals.reduce((a, b) => Math.max(a, b))] : [0, end];
    }

    /* Move the period by its own length; from the whole of it, to the first or last part that has such events. */
    function step(direction) {
      const [least, most] = whole() ? reach() : [0, end];
      const length = whole() ? Math.max(1, Math.round((most - least + 1) / FRAMES)) : Number(to.value) - Number(from.value) + 1;
      let first = Number(from.value) + direction * length;
      if (whole()) first = direction > 0 ? least : most + 1 - length;
      first = Math.min(Math.max(first, 0), Math.max(end + 1 - length, 0));
      if (!whole() && first === Number(from.value)) return;
      setPeriod(first, first + length - 1);
      changed();
    }

    function changed() {
      update();
      keep();
    }

    function toggle() {
      if (timer) return stop();
      const [least, most] = reach();
      if (whole()) {
        step(1);
      } else if (Number(to.value) >= most || Number(to.value) < least) {
        setPeriod(least, Math.min(least + Number(to.value) - Number(from.value), end));
        changed();
      }
      play.textContent = text("Pause");
      status.setAttribute("aria-live", "off"); // a count a second is no news to listen to
      timer = setInterval(() => (Number(to.value) >= most ? stop() : step(1)), FRAME);
      return undefined;
    }

    offer();
    restore();
    update();
    restoreList();
    panel.hidden = false;
    const fields = panel.querySelector("details");
    const wide = matchMedia("(min-width: 48rem)"); // on a phone the map comes first
    const fold = () => { fields.open = wide.matches; };
    wide.addEventListener("change", fold);
    fold();
    play.hidden = STILL.matches || end === 0;
    play.textContent = text("Play");
    play.addEventListener("click", toggle);
    STILL.addEventListener("change", () => {
      stop();
      play.hidden = STILL.matches || end === 0;
    });
    for (const button of panel.querySelectorAll("[data-map-step]")) {
      button.addEventListener("click", () => {
        stop();
        step(Number(button.dataset.mapStep));
      });
    }
    panel.addEventListener("input", ({ target }) => {
      stop();
      if (target === from && Number(from.value) > Number(to.value)) to.value = from.value;
      if (target === to && Number(to.value) < Number(from.value)) from.value = to.value;
      changed();
    });
    panel.addEventListener("reset", (event) => {
      event.preventDefault();
      stop();
      type.value = side.value = "";
      setPeriod(0, end);
      changed();
    });
    panel.addEventListener("submit", (event) => event.preventDefault());
    list.addEventListener("click", keepList, { capture: true });
    addEventListener("hashchange", () => location.hash.includes("=") && (restore(), update()));
  }

  return setup;
})();
