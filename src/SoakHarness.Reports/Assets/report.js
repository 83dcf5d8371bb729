"use strict";
(function () {
  const embedded = document.getElementById("charts"), live = document.getElementById("live");
  let charts = embedded ? JSON.parse(embedded.textContent) : { phases: [], marks: [], charts: [] };
  let ink, line;
  // Charts are pictures: they take the page's colours when they are drawn. Paper is white whatever the screen is.
  function takeColours(isPaper) {
    const style = getComputedStyle(document.documentElement), at = name => style.getPropertyValue(name).trim();
    [ink, line] = isPaper ? ["#556070", "#dfe4ea"] : [at("--soft"), at("--line")];
  }
  const colours = { floor: "#1f77d0", band: "#1f77d0", trend: "#d1495b", raw: "#8a97a8", good: "#2a9d5c", bad: "#d1495b", extra: "#b07d1a" };
  let all = [];
  const digits = v => { const a = Math.abs(v); return a === 0 ? "0" : a >= 100 ? v.toFixed(0) : a >= 10 ? v.toFixed(1) : a >= 0.01 ? v.toFixed(2) : v.toPrecision(2); };
  const units = { bytes: ["B", "KB", "MB", "GB", "TB"] };
  function words(v, unit) {
    if (v === null || v === undefined) return "";
    if (unit !== "bytes") return digits(v) + (unit === "count" ? "" : " " + unit);
    let i = 0, x = v;
    while (Math.abs(x) >= 1000 && i < 4) { x /= 1000; i++; }
    return digits(x) + " " + units.bytes[i];
  }
  // Time counts from the beginning of the load, as in the console.
  function clock(time) {
    const since = time - (charts.origin || 0);
    if (since < 0) return "-" + clock((charts.origin || 0) - since);
    const s = since + 1e-6, h = Math.floor(s / 3600), m = Math.floor(s / 60) % 60, r = Math.floor(s % 60);
    return h > 0 ? h + ":" + String(m).padStart(2, "0") + ":" + String(r).padStart(2, "0") : m + ":" + String(r).padStart(2, "0");
  }
  // All charts show the same time, from the first reading of any of them to the last.
  function span() {
    const clocks = charts.charts.map(c => c.data[0]).filter(t => t.length > 0);
    const found = { min: Math.min(...clocks.map(t => t[0])), max: Math.max(...clocks.map(t => t[t.length - 1])) };
    return clocks.length > 0 && found.max > found.min ? found : { min: clocks.length > 0 ? found.min : 0, max: clocks.length > 0 ? found.min + 1 : 1 };
  }
  let whole = span();
  let zooming = false;
  function zoomAll(u) {
    if (zooming) return;
    zooming = true;
    for (const other of all) if (other !== u) other.setScale("x", { min: u.scales.x.min, max: u.scales.x.max });
    zooming = false;
  }
  function eachPhase(u, act) {
    charts.phases.forEach((phase, i) => {
      const end = i + 1 < charts.phases.length ? charts.phases[i + 1].t : u.scales.x.max;
      const from = Math.max(u.bbox.left, u.valToPos(phase.t, "x", true)), to = Math.min(u.bbox.left + u.bbox.width, u.valToPos(end, "x", true));
      if (to > from) act(phase, from, to, i);
    });
  }
  function shadePhases(u) {
    u.ctx.save();
    eachPhase(u, (phase, from, to, i) => {
      u.ctx.fillStyle = i % 2 === 0 ? "rgba(127,140,160,0.07)" : "rgba(127,140,160,0.15)";
      u.ctx.fillRect(from, u.bbox.top, to - from, u.bbox.height);
    });
    u.ctx.restore();
  }
  // Above the plot, where no line runs through them.
  function namePhases(u) {
    const ctx = u.ctx, dot = devicePixelRatio;
    ctx.save();
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    ctx.font = 11 * dot + "px system-ui";
    ctx.fillStyle = ink;
    eachPhase(u, (phase, from, to) => {
      if (to - from > ctx.measureText(phase.name).width + 4 * dot) ctx.fillText(phase.name, from + 2 * dot, u.bbox.top - 8 * dot);
    });
    ctx.restore();
  }
  function markCollections(u) {
    const ctx = u.ctx, bottom = u.bbox.top + u.bbox.height;
    ctx.save();
    charts.marks.forEach(([t, kind]) => {
      const x = u.valToPos(t, "x", true);
      if (x < u.bbox.left || x > u.bbox.left + u.bbox.width) return;
      ctx.fillStyle = kind === 3 ? colours.bad : kind === 0 ? colours.raw : colours.extra;
      ctx.fillRect(x, bottom - (kind === 1 ? 5 : 10) * devicePixelRatio, devicePixelRatio, (kind === 1 ? 5 : 10) * devicePixelRatio);
    });
    ctx.restore();
  }
  // Lines share a clock and have gaps on it: a reader wants the reading that is nearest, but none from where a line has not begun or is over.
  function nearest(u, series, at) {
    const values = u.data[series];
    if (at === null || at === undefined || series === 0 || values[at] !== null) return at;
    const [low, high] = around(values, at);
    if (low < 0 || high >= values.length) return null;
    return u.data[0][at] - u.data[0][low] <= u.data[0][high] - u.data[0][at] ? low : high;
  }
  function around(values, at) {
    let [low, high] = [at, at];
    while (low >= 0 && values[low] === null) low--;
    while (high < values.length && values[high] === null) high++;
    return [low, high];
  }
  // A fitted line has a value between its points too.
  function valueAt(u, spec, series, at) {
    const values = u.data[series];
    if (!spec.series[series - 1].dash || values[at] !== null) { const known = nearest(u, series, at); return known === null ? null : values[known]; }
    const [low, high] = around(values, at), times = u.data[0];
    if (low < 0 || high >= values.length) return null;
    return values[low] + (values[high] - values[low]) * (times[at] - times[low]) / (times[high] - times[low]);
  }
  function roundTimes(u, axis, min, max) {
    const origin = charts.origin || 0, most = Math.max(2, u.bbox.width / devicePixelRatio / 70);
    const step = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400].find(s => (max - min) / s <= most) || (max - min) / most;
    const times = [];
    for (let i = Math.ceil((min - origin) / step); origin + i * step <= max; i++) times.push(origin + i * step);
    return times;
  }
  // Noise is not blown up to look like growth: the axis spans a tenth of the height at least.
  function spread(spec, min, max) {
    if (min === null || max === null) return [0, 1];
    if (spec.zero) return [0, max > 0 ? max * 1.2 : 1];
    const missing = Math.max(0, Math.max(Math.abs(max) / 10, 1e-9) - (max - min)) / 2;
    const low = min - missing - (max - min) * 0.05, high = max + missing + (max - min) * 0.1;
    return [min >= 0 ? Math.max(0, low) : low, high];
  }
  const named = (spec, act) => spec.series.map((s, i) => [s, i + 1]).filter(([s]) => !s.edge).map(([s, i]) => act(s, i));
  function reading(u, spec, at) {
    return clock(u.data[0][at]) + ": " + named(spec, (s, i) => [s.label, words(valueAt(u, spec, i, at), spec.unit)]).filter(([, said]) => said !== "").map(pair => pair.join(" ")).join(", ");
  }
  // Arrows walk from reading to reading, + and - zoom, 0 shows everything; what is shown is said.
  function takeKeys(host, u, spec) {
    let at = null;
    const say = document.createElement("p");
    say.className = "said";
    say.setAttribute("aria-live", "polite");
    host.append(say);
    function zoom(factor) {
      const { min, max } = u.scales.x, middle = at === null ? (min + max) / 2 : u.data[0][at], half = (max - min) * factor / 2;
      u.setScale("x", { min: Math.max(whole.min, middle - half), max: Math.min(whole.max, middle + half) });
    }
    function go(to) {
      at = Math.max(0, Math.min(u.data[0].length - 1, to));
      u.setCursor({ left: u.valToPos(u.data[0][at], "x"), top: u.over.clientHeight / 2 });
      say.textContent = reading(u, spec, at);
    }
    const last = () => u.data[0].length - 1, here = () => at === null ? last() : at;
    const acts = {
      ArrowLeft: e => go(here() - (e.shiftKey ? 10 : 1)), ArrowRight: e => go(here() + (e.shiftKey ? 10 : 1)), Home: () => go(0), End: () => go(last()),
      "+": () => zoom(0.5), "-": () => zoom(2), "0": () => u.setScale("x", whole), Escape: () => u.setScale("x", whole),
    };
    host.onkeydown = e => { if (e.ctrlKey || e.metaKey || e.altKey || !acts[e.key] || u.data[0].length === 0) return; e.preventDefault(); acts[e.key](e); };
  }
  // The chart's values as a table: even steps over what is shown, and the ends that steps may miss.
  function fillTable(details, u, spec) {
    if (!details || !details.open) return;
    const clockOf = u.data[0], { min, max } = u.scales.x, inside = clockOf.map((t, i) => i).filter(i => clockOf[i] >= min && clockOf[i] <= max);
    const steps = Math.min(20, inside.length), rows = [...Array(steps).keys()].map(i => inside[Math.round(i * (inside.length - 1) / Math.max(1, steps - 1))]);
    const extreme = (i, better) => inside.map(at => u.data[i][at]).filter(v => v !== null).reduce((a, b) => a === null || better(b, a) ? b : a, null);
    const line = cells => { const tr = document.createElement("tr"); cells.forEach((text, i) => { const cell = document.createElement(i === 0 ? "th" : "td"); if (i === 0) cell.scope = "row"; else cell.className = "number"; cell.textContent = text; tr.append(cell); }); return tr; };
    const table = document.createElement("table"), head = line(["time", ...named(spec, s => s.label)]);
    [...head.children].forEach((cell, i) => { const th = document.createElement("th"); th.scope = "col"; th.textContent = cell.textContent; if (i > 0) th.className = "number"; cell.replaceWith(th); });
    table.append(head, ...rows.map(at => line([clock(clockOf[at]), ...named(spec, (s, i) => words(valueAt(u, spec, i, at), spec.unit))])));
    table.append(line(["smallest", ...named(spec, (s, i) => words(extreme(i, (a, b) => a < b), spec.unit))]), line(["largest", ...named(spec, (s, i) => words(extreme(i, (a, b) => a > b), spec.unit))]));
    const old = details.querySelector("div");
    if (old) old.remove();
    const scroll = document.createElement("div");
    scroll.className = "scroll";
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", "values: " + spec.title);
    scroll.append(table);
    details.append(scroll);
  }
  // More marks than this run into each other.
  const most = 300;
  const tableOf = id => document.querySelector('details[data-chart="' + id + '"]');
  function draw(spec) {
    const host = document.getElementById(spec.id);
    const unit = spec.unit;
    const series = [{ label: "time", value: (u, v) => v === null ? "" : clock(v) }].concat(spec.series.map((s, i) => ({
      label: s.label, stroke: s.edge ? "transparent" : colours[s.colour] || colours.raw, width: s.edge ? 0 : s.points ? 2 : 1.5, dash: s.dash, class: s.edge ? "edge" : undefined, spanGaps: s.breaks.length === 0, gaps: u => s.breaks.map(([from, to]) => [u.valToPos(from, "x", true), u.valToPos(to, "x", true)]),
      points: { show: s.pointsOnly ? true : s.points ? (u, i, from, to) => to - from < most : false, size: 6 }, paths: s.pointsOnly ? () => null : undefined, value: u => u.cursor.idx === null || u.cursor.idx === undefined ? "" : words(valueAt(u, spec, i + 1, u.cursor.idx), unit),
    })));
    const options = {
      width: Math.max(260, host.clientWidth), height: spec.height || 240, series: series, padding: [18, 28, null, null],
      scales: { x: { time: false }, y: { range: (u, min, max) => spread(spec, min, max) } },
      axes: [
        { stroke: ink, grid: { stroke: line }, ticks: { stroke: line }, splits: roundTimes, values: (u, vs) => vs.map(clock) },
        { stroke: ink, grid: { stroke: line }, ticks: { stroke: line }, size: 74, values: (u, vs) => vs.map(v => words(v, unit)) },
      ],
      bands: spec.band ? [{ series: spec.band, fill: "rgba(209,73,91,0.14)" }] : [],
      cursor: { sync: { key: "run" }, dataIdx: nearest, bind: { dblclick: () => () => { for (const one of all) one.setScale("x", whole); return null; } } },
      hooks: { drawClear: [u => { shadePhases(u); if (spec.marks) markCollections(u); }], draw: [namePhases], setScale: [(u, key) => { if (key === "x" && all.includes(u)) { zoomAll(u); fillTable(tableOf(spec.id), u, spec); } }] },
    };
    const chart = new uPlot(options, spec.data, host);
    chart.setScale("x", whole);
    all.push(chart);
    takeKeys(host, chart, spec);
    const details = tableOf(spec.id);
    if (details) details.ontoggle = () => fillTable(details, chart, spec);
    fillTable(details, chart, spec);
    new ResizeObserver(() => { if (printing || !all.includes(chart)) return; const w = Math.max(260, host.clientWidth); if (Math.abs(w - chart.width) > 1) chart.setSize({ width: w, height: spec.height || 240 }); }).observe(host);
  }
  function drawAll(isPaper) {
    const began = performance.now();
    takeColours(isPaper === true);
    all.forEach(chart => chart.destroy());
    all = [];
    document.querySelectorAll(".chart .said").forEach(said => said.remove());
    charts.charts.forEach(draw);
    document.documentElement.dataset.drawn = String(all.length);
    // Charts draw themselves after this task: what counts is the frame that shows them.
    requestAnimationFrame(() => setTimeout(() => { document.documentElement.dataset.drawMs = (performance.now() - began).toFixed(1); }));
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawAll());
  // The paper of most printers holds this many pixels between its margins.
  const paper = 680;
  let printing = false;
  addEventListener("beforeprint", () => { printing = true; drawAll(true); all.forEach(chart => chart.setSize({ width: paper, height: chart.height })); });
  addEventListener("afterprint", () => { printing = false; drawAll(); });
  if (!live) {
    drawAll();
    return;
  }
  // A run that is not over: every message is a whole state, so that it does not matter which ones a sleeping browser missed.
  let body = "", lines = "";
  const isWhole = () => all.length === 0 || (all[0].scales.x.min <= whole.min && all[0].scales.x.max >= whole.max);
  function show(state) {
    const follows = isWhole(), shape = JSON.stringify(state.charts.charts.map(c => [c.id, c.series]));
    charts = state.charts;
    whole = span();
    document.title = state.title;
    if (body !== state.body) live.innerHTML = state.body;
    for (const id in state.texts) {
      const at = document.getElementById(id);
      if (at && at.textContent !== state.texts[id]) at.textContent = state.texts[id];
    }
    if (body !== state.body || lines !== shape) drawAll();
    else charts.charts.forEach((c, i) => { all[i].setData(c.data, false); fillTable(tableOf(c.id), all[i], c); });
    if (all.length > 0) all[0].setScale("x", follows ? whole : { min: all[0].scales.x.min, max: all[0].scales.x.max });
    body = state.body;
    lines = shape;
  }
  function say(text) {
    const at = document.getElementById("live-link");
    if (at) at.textContent = text;
  }
  const stream = new EventSource(live.dataset.events);
  stream.onmessage = message => { say(""); show(JSON.parse(message.data)); };
  stream.onerror = () => say("The connection is lost: the run has ended, or this machine slept. Trying again; the report will be in the folder named above.");
  stream.addEventListener("report", message => {
    stream.close();
    document.open();
    document.write(JSON.parse(message.data));
    document.close();
  });
  stream.addEventListener("over", () => stream.close());
})();
