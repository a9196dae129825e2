/* What the maps do with data: folium's scripts (assets/map/*.js) call these functions.
   Text from articles reaches the page through textContent only. */
"use strict";

const chronicleMap = (() => {
  const POPUP_LIST = 50;
  const NEAR = 5000;
  const WIDE = 100000; // a country: no circle is true of it, its name alone is set on the map

  if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
    L.Map.mergeOptions({ zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, inertia: false });
    if (L.MarkerClusterGroup) L.MarkerClusterGroup.mergeOptions({ animate: false });
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

  function words(map, name, values) {
    const text = settings(map)[`text${name}`] || "";
    return text.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? values[key] : whole));
  }

  async function read(map, url) {
    const answer = await fetch(address(map, url));
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return answer.json();
  }

  function failed(map, error) {
    console.error(error);
    if (!map.getContainer().querySelector(".map-note")) {
      map.getContainer().append(element("p", "map-note", words(map, "Failed", {})));
    }
  }

  /* A marker's face with a name for those who cannot see it; `face` is an element, never a string of HTML. */
  const Face = L.DivIcon.extend({
    createIcon(old) {
      const icon = L.DivIcon.prototype.createIcon.call(this, old);
      if (this.options.label) icon.setAttribute("aria-label", this.options.label);
      else icon.setAttribute("aria-hidden", "true");
      return icon;
    },
  });

  function face(className, text, size, label) {
    return new Face({ className, html: element("span", "", text), iconSize: size ? [size, size] : null, label });
  }

  // --- the base map -------------------------------------------------------------------------------------------

  function pane(map, name, level) {
    const made = map.createPane(name);
    made.style.zIndex = level;
    made.style.pointerEvents = "none";
    made.setAttribute("aria-hidden", "true");
    return name;
  }

  function shapes(map, features) {
    const renderer = map.chronicleBase || (map.chronicleBase = L.svg({ pane: "base", padding: 0.6 }));
    return L.geoJSON(features, {
      pane: "base",
      renderer,
      interactive: false,
      style: (feature) => ({ className: `map-${feature.properties.layer}`, weight: 1 }),
    });
  }

  function labels(map, features) {
    const shown = new Map();
    function update() {
      const zoom = map.getZoom();
      const seen = map.getBounds().pad(0.2);
      for (const feature of features) {
        const [longitude, latitude] = feature.geometry.coordinates;
        const { layer, name, name_ar: arabic, zoom: first } = feature.properties;
        const fits = layer === "country" ? zoom >= first && zoom <= 8 : zoom >= first;
        if (!fits || !seen.contains([latitude, longitude])) {
          if (shown.has(feature)) shown.get(feature).remove();
          shown.delete(feature);
        } else if (!shown.has(feature)) {
          const text = document.documentElement.lang === "ar" && arabic ? arabic : name;
          const options = { icon: face(`map-label map-label-${layer}`, text, 0), pane: "labels" };
          const marker = L.marker([latitude, longitude], { ...options, interactive: false, keyboard: false });
          shown.set(feature, marker.addTo(map));
        }
      }
    }
    map.on("moveend zoomend", update);
    update();
  }

  async function base(map) {
    pane(map, "base", 200);
    pane(map, "labels", 450);
    map.on("focus", () => map.scrollWheelZoom.enable());
    map.on("blur", () => map.scrollWheelZoom.disable());
    tiles(map);
    if (!settings(map).base) return;
    try {
      const files = await Promise.all(settings(map).base.split(" ").map((url) => read(map, url)));
      let points = [];
      for (const { features } of files) {
        const ground = features.filter((feature) => feature.geometry.type !== "Point");
        const drawn = shapes(map, ground).addTo(map);
        const covered = drawn.getBounds();
        // A detailed map lies over the coarse one: its names take the place of those below.
        points = points.filter(({ geometry: { coordinates: [x, y] } }) => !covered.contains([y, x]));
        points = points.concat(features.filter((feature) => feature.geometry.type === "Point"));
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

  // --- the overview map ---------------------------------------------------------------------------------------

  const number = (count) => count.toLocaleString(document.documentElement.lang || "en");

  function clusterIcon(cluster) {
    const count = cluster.getAllChildMarkers().reduce((sum, marker) => sum + marker.options.count, 0);
    const size = 30 + Math.min(26, Math.round(7 * Math.log10(count)));
    const map = cluster._group._map;
    return face("map-cluster", number(count), size, words(map, "Cluster", { count: number(count) }));
  }

  /* What a mark opens: the newest events of the place, each a link to its page, and the place's own page. */
  function popup(map, { place, where, url, events }) {
    const content = element("div", "map-popup");
    content.append(element("h3", "", where));
    const list = element("ul");
    for (const event of events.slice(-POPUP_LIST).reverse()) {
      const item = element("li");
      const link = element("a", "", event.title);
      link.href = address(map, event.url);
      item.append(link, element("span", "map-when", event.when));
      list.append(item);
    }
    content.append(list);
    const more = element("a", "map-more", words(map, "Place", { place, count: number(events.length) }));
    more.href = address(map, url);
    content.append(more);
    return content;
  }

  /* One mark a place: Aleppo's 900 events are one mark with a number, not 900 pins on one spot. */
  function placeMarker(map, at, properties) {
    const { place, where, radius, events } = properties;
    const count = number(events.length);
    const label = events.length === 1 ? events[0].title : words(map, "Marker", { place: where, count });
    const region = radius > NEAR;
    const doubt = `${radius ? "is-near" : ""} ${events.every((event) => event.uncertain) ? "is-undated" : ""}`;
    const icon = region
      ? face("map-region", `${place} · ${count}`, 0, label)
      : face(`map-dot ${doubt}`, events.length > 1 ? count : "", events.length > 1 ? 26 : 18, label);
    const options = { icon, count: events.length, riseOnHover: true };
    const marker = L.marker(region ? rim(at, radius) : at, options);
    return marker.bindPopup(() => popup(map, properties), { maxHeight: 280, minWidth: 200, maxWidth: 300 });
  }

  async function events(map, cluster) {
    // Focus goes into the popup and back to its marker, so that the keyboard never loses its place.
    map.on("popupopen", ({ popup: opened }) => opened.getElement().querySelector("a[href]:not([role])")?.focus());
    map.on("popupclose", ({ popup: closed }) => {
      if (closed.getElement()?.contains(document.activeElement)) closed._source?.getElement()?.focus();
    });
    // Leaflet hears Escape only while the map itself has the focus, not a link in its popup.
    map.getContainer().addEventListener("keydown", (event) => {
      if (event.key === "Escape") map.closePopup();
    });
    try {
      const { features } = await read(map, settings(map).geojson);
      const markers = [];
      for (const { geometry, properties } of features) {
        const at = [geometry.coordinates[1], geometry.coordinates[0]];
        const marker = placeMarker(map, at, properties);
        if (properties.radius > NEAR && properties.radius < WIDE) {
          // The area is drawn while its mark is shown, not while a cluster counts it in.
          const ground = area(at, properties.radius);
          marker.on("add", () => ground.addTo(map)).on("remove", () => ground.remove());
        }
        markers.push(marker);
      }
      const [south, west, north, east] = (settings(map).view || "").split(" ").map(Number);
      const view = [[south, west], [north, east]];
      if (east !== undefined) map.fitBounds(view, { padding: [30, 30], maxZoom: nearest(map), animate: false });
      cluster.addLayers(markers);
    } catch (error) {
      failed(map, error);
    }
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
    const taken = [];
    for (const { at, label } of [...named].sort((a, b) => (b.main ? 1 : 0) - (a.main ? 1 : 0))) {
      const { x, y } = map.latLngToContainerPoint(at);
      const half = label.length * 4.5 + 12;
      const box = { left: x - half, right: x + half, top: y - 42, bottom: y - 6 };
      const covers = (other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom;
      if (taken.some(covers)) continue;
      taken.push(box);
      name(at, label).addTo(map);
    }
  }

  function name(at, label) {
    const tooltip = L.tooltip({ permanent: true, direction: "top", offset: [0, -8], className: "map-name" });
    return tooltip.setLatLng(at).setContent(element("span", "", label));
  }

  return { base, events, clusterIcon, marks };
})();
