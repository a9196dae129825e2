/* What the maps do with data: folium's scripts (assets/map/*.js) call these functions.
   Text from articles reaches the page through textContent only. */
"use strict";

const chronicleMap = (() => {
  const NEAR = 5000;
  const WIDE = 100000; // a country: no circle is true of it, its name alone is set on the map

  if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
    L.Map.mergeOptions({ zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, inertia: false });
  }

  const settings = (map) => map.getContainer().dataset;
  const nearest = (map) => Number(settings(map).zoom) || 9;
  const address = (map, url) => settings(map).root + url;

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  const language = document.documentElement.lang || "en";
  let thousand = ","; // the page's data tell (pages/map_data.py): Intl.NumberFormat would load every language's first
  const number = (count) => String(count).replace(/\B(?=(?:\d{3})+$)/g, thousand);
  const group = (sign) => { thousand = sign; };
  const plural = new Intl.PluralRules(language);

  /* The plural forms that a text of the page holds as JSON; read once, for a map says the same of a thousand places. */
  const formsRead = new Map();

  function pluralForms(text) {
    if (!formsRead.has(text)) formsRead.set(text, text.startsWith("{\"") ? JSON.parse(text) : null);
    return formsRead.get(text);
  }

  /* A text of the page, its gaps filled; one with plural forms is JSON, chosen from by `count`. */
  function say(text, values = {}) {
    const filled = { ...values };
    let said = text || "";
    if ("count" in values) {
      filled.count = number(values.count);
      const forms = pluralForms(said);
      if (forms) said = forms[plural.select(values.count)] ?? forms.other;
    }
    return said.replace(/\{(\w+)\}/g, (whole, key) => (key in filled ? filled[key] : whole));
  }

  const words = (map, name, values) => say(settings(map)[`text${name}`], values);

  async function read(map, url) {
    const answer = await fetch(address(map, url));
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return answer.json();
  }

  function failed(map, error) {
    console.error(error);
    if (!map.getContainer().querySelector(".map-note")) {
      map.getContainer().append(element("p", "map-note", words(map, location.protocol === "file:" ? "Disk" : "Failed", {})));
    }
  }

  /* A marker's face with a name for those who cannot see it. Made when it is shown: of a thousand places on a map most
     stand in a cluster. Its text is put in as text, never as a string of HTML. */
  const Face = L.DivIcon.extend({
    createIcon(old) {
      const { text, label } = this.options;
      const icon = L.DivIcon.prototype.createIcon.call(this, old);
      const said = typeof label === "function" ? label() : label;
      if (said) icon.setAttribute("aria-label", said);
      else icon.setAttribute("aria-hidden", "true");
      icon.replaceChildren(element("span", "", text));
      return icon;
    },
  });

  /* `label` is what a screen reader says, or a function that returns it. */
  function face(className, text, size, label) {
    return new Face({ className, html: false, iconSize: size ? [size, size] : null, text, label });
  }

  // --- the base map -------------------------------------------------------------------------------------------

  function pane(map, name, level) {
    const made = map.createPane(name);
    made.style.zIndex = level;
    made.style.pointerEvents = "none";
    made.setAttribute("aria-hidden", "true");
    return name;
  }

  /* Lines come as steps in whole numbers (commands/basemap.py): back to latitude and longitude. */
  function unfold(steps, scale) {
    const points = [];
    let x = 0;
    let y = 0;
    for (let at = 0; at < steps.length; at += 2) {
      points.push(new L.LatLng((y += steps[at + 1]) / scale, (x += steps[at]) / scale));
    }
    return points;
  }

  function shapes(map, { scale, areas, lines }) {
    const renderer = map.chronicleBase || (map.chronicleBase = L.svg({ pane: "base", padding: 0.6 }));
    const look = (layer) => ({ pane: "base", renderer, interactive: false, className: `map-${layer}`, weight: 1 });
    const line = (steps) => unfold(steps, scale);
    return L.featureGroup([
      ...areas.map(([layer, polygons]) => L.polygon(polygons.map((rings) => rings.map(line)), look(layer))),
      ...lines.map(([layer, parts]) => L.polyline(parts.map(line), look(layer))),
    ]);
  }

  function labels(map, features) {
    const shown = new Map();
    // The page's own points are named by the page: a town among them would stand there twice, in two spellings.
    const own = settings(map).points ? JSON.parse(settings(map).points).filter(({ radius }) => !(radius > NEAR)) : [];
    const beside = ({ layer, at }) => layer === "town" && own.some((point) =>
      Math.abs(point.lat - at[0]) < 0.03 && Math.abs(point.lon - at[1]) < 0.03);
    features = features.filter((feature) => !beside(feature));
    function update() {
      const zoom = map.getZoom();
      const seen = map.getBounds().pad(0.2);
      const [south, west, north, east] = [seen.getSouth(), seen.getWest(), seen.getNorth(), seen.getEast()];
      for (const feature of features) {
        const { layer, first, at, name } = feature;
        const fits = zoom >= first && !(layer === "country" && zoom > 8);
        if (!fits || at[0] < south || at[0] > north || at[1] < west || at[1] > east) {
          if (shown.has(feature)) shown.get(feature).remove();
          shown.delete(feature);
        } else if (!shown.has(feature)) {
          const options = { icon: face(`map-label map-label-${layer}`, name, 0), pane: "labels" };
          const marker = L.marker(at, { ...options, interactive: false, keyboard: false });
          shown.set(feature, marker.addTo(map));
        }
      }
    }
    map.on("moveend zoomend", update);
    update();
  }

  function translate(map) {
    for (const [part, name] of [["in", "ZoomIn"], ["out", "ZoomOut"]]) {
      const button = map.getContainer().querySelector(`.leaflet-control-zoom-${part}`);
      button?.setAttribute("aria-label", words(map, name, {}));
      button?.setAttribute("title", words(map, name, {}));
    }
  }

  const arabicPage = document.documentElement.lang.startsWith("ar");

  async function base(map) {
    pane(map, "base", 200);
    pane(map, "labels", 450);
    translate(map);
    map.on("focus", () => map.scrollWheelZoom.enable());
    map.on("blur", () => map.scrollWheelZoom.disable());
    tiles(map);
    if (!settings(map).base) return;
    try {
      const files = await Promise.all(settings(map).base.split(" ").map((url) => read(map, url)));
      let points = [];
      for (const file of files) {
        const covered = shapes(map, file).addTo(map).getBounds();
        // A detailed map lies over the coarse one: its names take the place of those below.
        points = points.filter(({ at }) => !covered.contains(at));
        points = points.concat(file.names.map(([layer, first, x, y, name, arabic]) =>
          ({ layer, first, at: [y / file.scale, x / file.scale], name: arabicPage ? arabic ?? name : name,
            known: !arabicPage || Boolean(arabic) })));
        // Far towns that an Arabic page could only name in Latin letters are left out where there is a nearer map.
        if (files.length > 1 && file === files[0]) points = points.filter(({ known }) => known);
      }
      labels(map, points);
    } catch (error) {
      failed(map, error);
    }
  }

  /* Online tiles, if the editor set them: their host hears of the reader only after the reader's click. */
  function tiles(map) {
    const { tiles: url, tilesAttribution } = settings(map);
    if (!url) return;
    const control = L.control({ position: "topright" });
    control.onAdd = () => {
      const host = new URL(url.replace("{s}.", "")).host;
      const button = element("button", "map-tiles", words(map, "Tiles", { host }));
      button.type = "button";
      L.DomEvent.disableClickPropagation(button);
      button.addEventListener("click", () => {
        map.setMaxZoom(18);
        L.tileLayer(url, { maxZoom: 18, referrerPolicy: "no-referrer" }).addTo(map);
        for (const name of ["base", "labels"]) map.getPane(name).hidden = true;
        control.remove();
        const caption = map.getContainer().parentElement.querySelector("figcaption");
        if (caption) caption.textContent = tilesAttribution || host;
        map.getContainer().focus();
      });
      return button;
    };
    control.addTo(map);
  }

  // --- the small map ------------------------------------------------------------------------------------------

  function area(at, radius) {
    return L.circle(at, { radius, className: "map-area", interactive: false, weight: 1.5 });
  }

  /* Where an area's name stands: on its northern edge, so that nobody takes it for the spot. */
  function rim(at, radius) {
    return radius < WIDE ? [L.latLng(at).toBounds(radius * 2).getNorth(), L.latLng(at).lng] : at;
  }

  function marks(map) {
    if (L.Browser.mobile) map.dragging.disable(); // one finger scrolls the page
    const bounds = L.latLngBounds([]);
    const named = [];
    for (const point of JSON.parse(settings(map).points)) {
      const at = L.latLng(point.lat, point.lon);
      bounds.extend(point.radius ? at.toBounds(point.radius * 2) : at);
      if (point.radius && point.radius < WIDE) area(at, point.radius).addTo(map);
      const kind = point.radius > NEAR ? "map-region" : `map-dot ${point.radius ? "is-near" : ""}`;
      const text = point.radius > NEAR ? point.label : "";
      const icon = face(point.main ? kind : `${kind} is-beside`, text, text ? 0 : 18, "");
      L.marker(text ? rim(at, point.radius) : at, { icon, interactive: false, keyboard: false }).addTo(map);
      if (!text) named.push({ at, label: point.label, main: point.main });
    }
    if (bounds.isValid()) map.fitBounds(bounds, { padding: [24, 24], maxZoom: nearest(map), animate: false });
    names(map, named);
  }

  /* The page's own place is always named; a neighbour only where its name covers no other: the list beside has all. */
  function names(map, named) {
    const own = named.filter(({ main }) => main).map(({ at }) => map.latLngToContainerPoint(at));
    const taken = own.map(({ x, y }) => ({ left: x - 10, right: x + 10, top: y - 10, bottom: y + 10, dot: true }));
    for (const { at, label, main } of [...named].sort((a, b) => (b.main ? 1 : 0) - (a.main ? 1 : 0))) {
      const { x, y } = map.latLngToContainerPoint(at);
      const half = label.length * 3.7 + 10;
      const box = { left: x - half, right: x + half, top: y - 36, bottom: y - 6 };
      const covers = (other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom;
      if (taken.some((other) => covers(other) && !(main && other.dot))) continue;
      taken.push(box);
      name(at, label).addTo(map);
    }
  }

  function name(at, label) {
    const tooltip = L.tooltip({ permanent: true, direction: "top", offset: [0, -8], className: "map-name" });
    return tooltip.setLatLng(at).setContent(element("span", "", label));
  }

  return {
    base, marks, area, rim, face, element, say, words, number, group, read, address, settings, nearest, failed, NEAR, WIDE,
  };
})();
