/* The map of all events: one mark a place, counted in clusters. Reads columns of numbers (pages/map_data.py), and the
   words of the events a chunk at a time. Text is put in with textContent only. */
"use strict";

const chronicleOverview = (() => {
  const {
    area, rim, face, element, words, number, read, address, settings, nearest, failed, NEAR, WIDE,
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

  function clusterIcon(cluster) {
    const count = cluster.getAllChildMarkers().reduce((sum, marker) => sum + marker.events.length, 0);
    const size = 30 + Math.min(26, Math.round(7 * Math.log10(count)));
    const map = cluster._group._map;
    return face("map-cluster", number(count), size, words(map, "Cluster", { count }));
  }

  /* What a mark opens: the newest events of the place, each a link to its page, and the place's own page. */
  async function fill(map, data, marker, content) {
    const { place, events } = marker;
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
    marker.getPopup()?.update();
    if (marker.isPopupOpen()) content.querySelector("a")?.focus({ preventScroll: true });
  }

  /* A mark a place: Aleppo's 900 events are one mark with a number, not 900 pins on one spot. */
  function makeMarker(map, data, place) {
    const { lat, lon, radius } = data.places;
    const at = [lat[place], lon[place]];
    const region = radius[place] > NEAR;
    const marker = L.marker(region ? rim(at, radius[place]) : at, { riseOnHover: true });
    marker.place = place;
    const content = element("div", "map-popup");
    marker.bindPopup(content, { maxHeight: 280, minWidth: 200, maxWidth: 300 });
    marker.on("popupopen", () => fill(map, data, marker, content));
    if (region && radius[place] < WIDE) {
      // The area is drawn while its mark is shown, not while a cluster counts it in.
      const ground = area(at, radius[place]);
      marker.on("add", () => ground.addTo(map)).on("remove", () => ground.remove());
    }
    return marker;
  }

  function setEvents(map, data, marker, events) {
    marker.events = events;
    const { name, where, radius } = data.places;
    const near = radius[marker.place];
    const title = where[marker.place] || name[marker.place];
    const count = number(events.length);
    const label = words(map, "Marker", { place: title, count: events.length });
    const vague = events.every((event) => data.days[event] === UNDATED || data.days[event] >= VAGUE);
    const doubt = `map-dot ${near ? "is-near" : ""} ${vague ? "is-undated" : ""}`;
    marker.setIcon(near > NEAR
      ? face("map-region", `${name[marker.place]} · ${count}`, 0, label)
      : face(doubt, events.length > 1 ? count : "", events.length > 1 ? 26 : 18, label));
  }

  /* Show these events, given by their numbers in order of time, and no others. */
  function show(overview, events) {
    const { map, data, cluster, markers } = overview;
    const byPlace = new Map();
    for (const event of events) {
      const place = data.place[event];
      if (byPlace.has(place)) byPlace.get(place).push(event);
      else byPlace.set(place, [event]);
    }
    cluster.clearLayers();
    const shown = [];
    for (const [place, here] of byPlace) {
      if (!markers[place]) markers[place] = makeMarker(map, data, place);
      setEvents(map, data, markers[place], here);
      shown.push(markers[place]);
    }
    cluster.addLayers(shown);
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
    try {
      const data = unpack(await read(map, settings(map).events));
      const overview = { map, data, cluster, markers: [], shown: [] };
      readState();
      openAt(map);
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
