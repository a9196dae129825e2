/* The map of all events: one mark a place, counted in clusters. Reads columns of numbers (pages/map_data.py), and the
   words of the events a chunk at a time. Text is put in with textContent only. */
"use strict";

const chronicleOverview = (() => {
  const {
    area, rim, face, element, words, number, group, read, address, settings, nearest, failed, NEAR, WIDE,
  } = chronicleMap;
  const POPUP_LIST = 20;
  const VAGUE = 7; // days after the first: from here on a date is no week
  const UNDATED = -1;

  // --- the data -------------------------------------------------------------------------------------------------

  const chunks = new Map();

  /* The columns, with the first day of each event summed up and the place of its words worked out. */
  function unpack(data) {
    const count = data.place.length;
    data.first = new Float64Array(count).fill(NaN);
    let day = Date.parse(data.day0) / 864e5;
    data.start.forEach((step, index) => { data.first[index] = day += step; });
    data.dated = data.start.length;
    group(data.thousand);
    data.offsets = [];
    let offset = 0;
    for (const [, size] of data.chunks) {
      data.offsets.push(offset);
      offset += size;
    }
    return data;
  }

  /* Title, address and date in words of some events, by their numbers; chunks are fetched once. */
  async function details(map, data, events) {
    const needed = new Map();
    for (const event of events) {
      let part = data.offsets.length - 1;
      while (data.offsets[part] > event) part -= 1;
      needed.set(event, part);
    }
    for (const part of new Set(needed.values())) {
      if (!chunks.has(part)) {
        const loading = read(map, settings(map).events.replace("index", data.chunks[part][0]));
        chunks.set(part, loading);
        loading.catch(() => chunks.delete(part));
      }
    }
    return Promise.all(events.map(async (event) => {
      const part = needed.get(event);
      const chunk = await chunks.get(part);
      const [id, title, when] = chunk.events[event - data.offsets[part]];
      const place = data.place[event];
      return { title, when, url: address(map, `events/${id}/`), placeUrl: address(map, chunk.urls[place]), place };
    }));
  }

  // --- marks ----------------------------------------------------------------------------------------------------

  /* The library makes every mark anew when the zoom or a count changes. One that stays keeps its element here: made anew
     between the press and the release of a finger it takes no click, and it loses the focus. */
  L.MarkerCluster.include({
    createIcon(old) {
      if (this._iconNeedsUpdate) this._iconObj = clusterIcon(this);
      this._iconNeedsUpdate = false;
      return this._iconObj.createIcon(old);
    },
  });

  function keepMarks(cluster) {
    const shown = cluster._featureGroup;
    const zoomed = (before, zoom) => {
      const stay = new Set();
      shown.addLayer = (layer) => stay.add(layer) && Object.getPrototypeOf(shown).addLayer.call(shown, layer);
      cluster._topClusterLevel._recursivelyAddChildrenToMap(null, zoom, cluster._getExpandedVisibleBounds());
      delete shown.addLayer;
      shown.eachLayer((layer) => stay.has(layer) || shown.removeLayer(layer));
      cluster.fire("animationend");
    };
    Object.assign(cluster, { _animationZoomIn: zoomed, _animationZoomOut: zoomed });
  }

  function clusterIcon(cluster) {
    const count = cluster.getAllChildMarkers().reduce((sum, marker) => sum + marker.events.length, 0);
    const size = 30 + Math.min(26, Math.round(7 * Math.log10(count)));
    const map = cluster._group._map;
    return face("map-cluster", number(count), size, words(map, "Cluster", { count }));
  }

  /* What a mark opens: the newest events of the place, each a link to its page, and the place's own page. */
  async function written(map, data, { place, events }) {
    const content = element("div", "map-popup");
    const where = data.places.where[place] || data.places.name[place];
    const newest = events.slice(-POPUP_LIST).reverse();
    try {
      const found = await details(map, data, newest);
      const list = element("ul");
      for (const event of found) {
        const item = element("li");
        const link = element("a", "", event.title);
        link.href = event.url;
        item.append(link, element("span", "map-when", event.when));
        list.append(item);
      }
      const more = element("a", "map-more", words(map, "Place", { place: data.places.name[place] }));
      more.href = found[0].placeUrl;
      const heading = element("h2", "", where);
      heading.append(" ", element("span", "map-when", words(map, "Events", { count: events.length })));
      content.replaceChildren(heading, list, more);
    } catch (error) {
      console.error(error);
      content.replaceChildren(element("p", "", words(map, "Failed", {})));
    }
    return content;
  }

  /* Open a mark, or close it again. Its popup opens when it is written: one that grows under the mouse moves its links. */
  async function open({ map, data }, marker) {
    if (marker.popup?.isOpen()) return marker.popup.close();
    const content = await written(map, data, marker);
    if (!marker.getElement()) return undefined; // meanwhile filtered out, or counted into a cluster
    const popup = L.popup({ maxHeight: 280, minWidth: 200, maxWidth: 300 }, marker).setContent(content);
    marker.popup = popup;
    popup.setLatLng(marker.getLatLng()).openOn(map);
    marker.once("remove", () => popup.close());
    content.querySelector("a")?.focus({ preventScroll: true });
    return popup;
  }

  /* A mark a place: Aleppo's 900 events are one mark with a number, not 900 pins on one spot. */
  function makeMarker(map, data, place) {
    const { lat, lon, radius } = data.places;
    const at = [lat[place], lon[place]];
    const region = radius[place] > NEAR;
    const marker = L.marker(region ? rim(at, radius[place]) : at, { riseOnHover: true });
    marker.place = place;
    if (region && radius[place] < WIDE) {
      // The area is drawn while its mark is shown, not while a cluster counts it in.
      const ground = area(at, radius[place]);
      marker.on("add", () => ground.addTo(map)).on("remove", () => ground.remove());
    }
    return marker;
  }

  /* Give a mark its events, and a face where it needs another. */
  function setEvents(map, data, marker, events) {
    marker.events = events;
    const vague = events.every((event) => data.days[event] === UNDATED || data.days[event] >= VAGUE);
    const looks = `${events.length} ${vague}`;
    if (marker.looks === looks) return;
    marker.looks = looks;
    const { name, where, radius } = data.places;
    const near = radius[marker.place];
    const count = number(events.length);
    const place = where[marker.place] || name[marker.place];
    const label = () => words(map, "Marker", { place, count: events.length });
    const doubt = `map-dot ${near ? "is-near" : ""} ${vague ? "is-undated" : ""}`;
    marker.setIcon(near > NEAR
      ? face("map-region", `${name[marker.place]} · ${count}`, 0, label)
      : face(doubt, events.length > 1 ? count : "", events.length > 1 ? 26 : 18, label));
  }

  /* Show these events, given by their numbers in order of time, and no others. A mark that stays keeps its element:
     drawn anew under the mouse or the focus, it would lose both. */
  function show(overview, events) {
    const { map, data, cluster, markers, marked } = overview;
    const byPlace = new Map();
    for (const event of events) {
      const place = data.place[event];
      if (byPlace.has(place)) byPlace.get(place).push(event);
      else byPlace.set(place, [event]);
    }
    const gone = [...marked].filter((place) => !byPlace.has(place));
    const fresh = [];
    const changed = [];
    for (const [place, here] of byPlace) {
      if (!markers[place]) markers[place] = makeMarker(map, data, place);
      const marker = markers[place];
      if (!marked.has(place)) fresh.push(marker);
      else if (marker.events.length !== here.length) changed.push(marker);
      setEvents(map, data, marker, here);
    }
    if (gone.length) cluster.removeLayers(gone.map((place) => markers[place]));
    if (fresh.length) cluster.addLayers(fresh, true);
    if (changed.length) cluster.refreshClusters(changed);
    overview.marked = new Set(byPlace.keys());
    overview.shown = events;
  }

  // --- the view -------------------------------------------------------------------------------------------------

  /* The address keeps the view: #map=zoom/latitude/longitude, and what the filters add to it. A link to a part of
     the page (#main) is none. */
  let state = new URLSearchParams();
  let writing = 0;

  function readState() {
    if (location.hash.includes("=")) state = new URLSearchParams(location.hash.slice(1));
    return state;
  }

  function writeState(change) {
    for (const [name, value] of Object.entries(change)) {
      if (value) state.set(name, value);
      else state.delete(name);
    }
    writing ||= setTimeout(writeAddress, 250); // browsers refuse an address that changes too often
  }

  function writeAddress() {
    if (!writing) return;
    clearTimeout(writing);
    writing = 0;
    const text = state.toString().replaceAll("%2F", "/");
    history.replaceState(history.state, "", text ? `#${text}` : location.pathname + location.search);
  }

  function openAt(map) {
    const [zoom, latitude, longitude] = (state.get("map") || "").split("/").map(Number);
    if (Number.isFinite(zoom + latitude + longitude)) return map.setView([latitude, longitude], zoom, { animate: false });
    const [south, west, north, east] = (settings(map).view || "").split(" ").map(Number);
    if (east === undefined) return map;
    return map.fitBounds([[south, west], [north, east]], { padding: [30, 30], maxZoom: nearest(map), animate: false });
  }

  function keepView(map) {
    map.on("moveend", () => {
      const { lat, lng } = map.getCenter();
      writeState({ map: `${map.getZoom()}/${lat.toFixed(4)}/${lng.toFixed(4)}` });
    });
    document.addEventListener("click", writeAddress, { capture: true }); // before a link is followed
  }

  function keyboard(map) {
    map.on("popupclose", ({ popup: closed }) => {
      if (closed.getElement()?.contains(document.activeElement)) closed._source?.getElement()?.focus();
    });
    map.getContainer().addEventListener("keydown", (event) => {
      // Leaflet hears Escape only while the map itself has the focus, not a link in its popup.
      if (event.key === "Escape") map.closePopup();
      // Space presses a button everywhere else; Enter opens a marker, but no cluster, and then nothing has the focus.
      const cluster = event.target.classList.contains("map-cluster");
      if ((event.key === " " && event.target.classList.contains("leaflet-marker-icon")) || (event.key === "Enter" && cluster)) {
        event.preventDefault();
        event.target.click();
        if (cluster) map.getContainer().focus({ preventScroll: true });
      }
    });
  }

  async function events(map, cluster) {
    keyboard(map);
    keepMarks(cluster);
    try {
      readState();
      openAt(map); // before anything is there to be drawn, and drawn again
      const data = unpack(await read(map, settings(map).events));
      const overview = { map, data, cluster, markers: [], marked: new Set(), shown: [] };
      cluster.on("click", ({ layer }) => open(overview, layer));
      cluster.on("keypress", ({ layer, originalEvent }) => originalEvent.key === "Enter" && open(overview, layer));
      if (typeof chroniclePanel === "undefined") show(overview, [...data.place.keys()]);
      else chroniclePanel(overview);
      keepView(map);
      addEventListener("hashchange", () => location.hash.includes("=") && readState() && openAt(map));
      map.getContainer().dataset.ready = "true";
    } catch (error) {
      failed(map, error);
    }
  }

  Object.assign(chronicleMap, { events, clusterIcon });
  return { show, details, readState, writeState };
})();
