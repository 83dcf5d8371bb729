"use strict";
(function () {
  const embedded = document.getElementById("charts"), live = document.getElementById("live");
  let charts = embedded ? JSON.parse(embedded.textContent) : { phases: [], marks: [], charts: [] };
  const style = getComputedStyle(document.documentElement);
  const ink = style.getPropertyValue("--soft").trim(), line = style.getPropertyValue("--line").trim(), card = style.getPropertyValue("--card").trim();
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
  function clock(s) {
    const h = Math.floor(s / 3600), m = Math.floor(s / 60) % 60, r = Math.floor(s % 60);
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
  // Drawn last and on a ground of their own, so that neither grid nor lines run through them.
  function namePhases(u) {
    const ctx = u.ctx, dot = devicePixelRatio;
    ctx.save();
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    ctx.font = 11 * dot + "px system-ui";
    eachPhase(u, (phase, from, to) => {
      const width = ctx.measureText(phase.name).width + 6 * dot;
      if (to - from < width + 2 * dot) return;
      ctx.fillStyle = card;
      ctx.fillRect(from + dot, u.bbox.top + dot, width, 15 * dot);
      ctx.fillStyle = ink;
      ctx.fillText(phase.name, from + 4 * dot, u.bbox.top + 9 * dot);
    });
    ctx.restore();
  }
  function markCollections(u) {
    const ctx = u.ctx, bottom = u.bbox.top + u.bbox.height;
    ctx.save();
    charts.marks.forEach(([t, kind]) => {
      const x = u.valToPos(t, "x", true);
      if (x < u.bbox.left || x > u.bbox.left + u.bbox.width) return;
      ctx.fillStyle = kind === 0 ? colours.raw : colours.extra;
      ctx.fillRect(x, bottom - (kind === 1 ? 5 : 10) * devicePixelRatio, devicePixelRatio, (kind === 1 ? 5 : 10) * devicePixelRatio);
    });
    ctx.restore();
  }
  function draw(spec) {
    const host = document.getElementById(spec.id);
    const unit = spec.unit;
    const series = [{ label: "time", value: (u, v) => v === null ? "" : clock(v) }].concat(spec.series.map(s => ({
      label: s.label, stroke: s.edge ? "transparent" : colours[s.colour] || colours.raw, width: s.edge ? 0 : s.points ? 2 : 1.5, dash: s.dash, class: s.edge ? "edge" : undefined, spanGaps: true,
      points: { show: s.points === true, size: 6 }, paths: s.pointsOnly ? () => null : undefined, value: (u, v) => words(v, unit),
      fill: undefined,
    })));
    const options = {
      width: Math.max(260, host.clientWidth), height: spec.height || 240, series: series,
      scales: { x: { time: false }, y: { range: (u, min, max) => spec.zero ? [0, max > 0 ? max * 1.2 : 1] : (min === max ? [min - 1, max + 1] : [min - (max - min) * 0.05, max + (max - min) * 0.1]) } },
      axes: [
        { stroke: ink, grid: { stroke: line }, ticks: { stroke: line }, values: (u, vs) => vs.map(clock) },
        { stroke: ink, grid: { stroke: line }, ticks: { stroke: line }, size: 74, values: (u, vs) => vs.map(v => words(v, unit)) },
      ],
      bands: spec.band ? [{ series: spec.band, fill: "rgba(209,73,91,0.14)" }] : [],
      cursor: { sync: { key: "run" }, bind: { dblclick: () => () => { for (const one of all) one.setScale("x", whole); return null; } } },
      hooks: { drawClear: [u => { shadePhases(u); if (spec.marks) markCollections(u); }], draw: [namePhases], setScale: [(u, key) => { if (key === "x" && all.includes(u)) zoomAll(u); }] },
    };
    const chart = new uPlot(options, spec.data, host);
    chart.setScale("x", whole);
    all.push(chart);
    new ResizeObserver(() => { if (!all.includes(chart)) return; const w = Math.max(260, host.clientWidth); if (Math.abs(w - chart.width) > 1) chart.setSize({ width: w, height: spec.height || 240 }); }).observe(host);
  }
  function drawAll() {
    all.forEach(chart => chart.destroy());
    all = [];
    charts.charts.forEach(draw);
    document.documentElement.dataset.drawn = String(all.length);
  }
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
    else charts.charts.forEach((c, i) => all[i].setData(c.data, false));
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
