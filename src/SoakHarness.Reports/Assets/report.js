"use strict";
(function () {
  const charts = JSON.parse(document.getElementById("charts").textContent);
  const style = getComputedStyle(document.documentElement);
  const ink = style.getPropertyValue("--soft").trim(), line = style.getPropertyValue("--line").trim();
  const colours = { floor: "#1f77d0", band: "#1f77d0", trend: "#d1495b", raw: "#8a97a8", good: "#2a9d5c", bad: "#d1495b", extra: "#b07d1a" };
  const all = [];
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
  const clocks = charts.charts.map(c => c.data[0]).filter(t => t.length > 0);
  const whole = { min: Math.min(...clocks.map(t => t[0])), max: Math.max(...clocks.map(t => t[t.length - 1])) };
  if (whole.max <= whole.min) whole.max = whole.min + 1;
  let zooming = false;
  function zoomAll(u) {
    if (zooming) return;
    zooming = true;
    for (const other of all) if (other !== u) other.setScale("x", { min: u.scales.x.min, max: u.scales.x.max });
    zooming = false;
  }
  function shadePhases(u, phases) {
    const ctx = u.ctx;
    ctx.save();
    phases.forEach((phase, i) => {
      const end = i + 1 < phases.length ? phases[i + 1].t : u.scales.x.max;
      const from = Math.max(u.bbox.left, u.valToPos(phase.t, "x", true)), to = Math.min(u.bbox.left + u.bbox.width, u.valToPos(end, "x", true));
      if (to <= from) return;
      ctx.fillStyle = i % 2 === 0 ? "rgba(127,140,160,0.07)" : "rgba(127,140,160,0.15)";
      ctx.fillRect(from, u.bbox.top, to - from, u.bbox.height);
      ctx.fillStyle = ink;
      ctx.textAlign = "left";
      ctx.font = 11 * devicePixelRatio + "px system-ui";
      if (to - from > ctx.measureText(phase.name).width + 8) ctx.fillText(phase.name, from + 4 * devicePixelRatio, u.bbox.top + 12 * devicePixelRatio);
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
      scales: { x: { time: false }, y: { range: (u, min, max) => spec.zero ? [0, max > 0 ? max * 1.08 : 1] : (min === max ? [min - 1, max + 1] : [min - (max - min) * 0.05, max + (max - min) * 0.1]) } },
      axes: [
        { stroke: ink, grid: { stroke: line }, ticks: { stroke: line }, values: (u, vs) => vs.map(clock) },
        { stroke: ink, grid: { stroke: line }, ticks: { stroke: line }, size: 74, values: (u, vs) => vs.map(v => words(v, unit)) },
      ],
      bands: spec.band ? [{ series: spec.band, fill: "rgba(209,73,91,0.14)" }] : [],
      cursor: { sync: { key: "run" }, bind: { dblclick: () => () => { for (const one of all) one.setScale("x", whole); return null; } } },
      hooks: { drawClear: [u => { shadePhases(u, charts.phases); if (spec.marks) markCollections(u); }], setScale: [(u, key) => { if (key === "x" && all.includes(u)) zoomAll(u); }] },
    };
    const chart = new uPlot(options, spec.data, host);
    chart.setScale("x", whole);
    all.push(chart);
    new ResizeObserver(() => { const w = Math.max(260, host.clientWidth); if (Math.abs(w - chart.width) > 1) chart.setSize({ width: w, height: spec.height || 240 }); }).observe(host);
  }
  charts.charts.forEach(draw);
  document.documentElement.dataset.drawn = String(all.length);
})();
