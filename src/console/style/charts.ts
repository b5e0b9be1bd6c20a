/** Charts and the map, drawn as SVG on the server: they take their colours from the tokens. */
export const CHARTS = `
.chart { display: block; width: 100%; height: auto; margin: .4rem 0; font-size: 12px; }
.chart text { fill: var(--ink); }
.chart .day, .chart .today text, .chart .tick { fill: var(--soft); font-size: 11px; }
.chart .value { font-weight: 600; }
.chart .axis { stroke: var(--edge); }
.chart .today line { stroke: var(--soft); stroke-dasharray: 2 3; }
.chart .bar-all { fill: var(--leaf); opacity: .45; }
.chart .bar-open { fill: var(--leaf); }
.bar-good { fill: var(--good); background: var(--good); } .bar-calm { fill: var(--soft); background: var(--soft); } .bar-bad { fill: var(--bad); background: var(--bad); }
.plain-figure { margin: 0; max-width: 38rem; }
.charts { gap: 1rem; margin: .6rem 0; }
.charts .card + .card { margin-top: 0; }
.legend .other { background: var(--page); }
.legend .bar-open { background: var(--leaf); }
.legend .bar-all { background: color-mix(in srgb, var(--leaf) 45%, var(--card)); }
.bars { background: none; }
.bars .drawn { width: 30%; min-width: 2.5rem; vertical-align: middle; }
.bars th[scope="row"] { min-width: 5.5rem; }
.charts .facts { grid-template-columns: minmax(0, 1fr) max-content; }
.bars thead td { border-top: 0; }
.bars .chart { height: .85rem; margin: 0; background: var(--well); border-radius: .2rem; }
.chart .mid { stroke: var(--ink); stroke-width: 2; }
.map { display: block; width: 100%; height: auto; background: var(--sea); border-radius: var(--round-s); font-size: 26px; }
.map-figure { max-width: 46rem; }
.map path { stroke: var(--border); stroke-width: 1; vector-effect: non-scaling-stroke; }
.map a:focus-visible { outline: none; }
.map a:focus-visible path { stroke: var(--focus); stroke-width: 3; }
.map a:hover path { stroke: var(--ink); stroke-width: 1.5; }
.map .other { fill: var(--page); }
.map .islet { stroke: var(--soft); stroke-width: 2.5; }
.map text { fill: var(--ink); }
.map .inset { fill: none; stroke: var(--soft); stroke-dasharray: 3 3; }
.heat-0 { fill: var(--heat-0); background: var(--heat-0); } .heat-1 { fill: var(--heat-1); background: var(--heat-1); } .heat-2 { fill: var(--heat-2); background: var(--heat-2); } .heat-3 { fill: var(--heat-3); background: var(--heat-3); } .heat-4 { fill: var(--heat-4); background: var(--heat-4); }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1rem; list-style: none; padding: 0; font-size: .88rem; color: var(--soft); }
.legend i { display: inline-block; width: 1.1em; height: 1.1em; border-radius: .2em; border: 1px solid var(--soft); vertical-align: -.2em; margin-right: .35em; }
`
