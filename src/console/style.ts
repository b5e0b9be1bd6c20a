/** How the console looks: one small set of tokens, light, dark and on paper; served once and kept by the browser. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f5f6f1; --ink: #1d211b; --soft: #565d52; --card: #ffffff; --edge: #d5d9cf; --leaf: #2c6e3f; --leaf-back: #e4efe4;
  --good: #1d5c33; --good-back: #dff0e2; --warn: #7a4a00; --warn-back: #fdf0d5; --bad: #98241a; --bad-back: #fde8e5; --calm: #3d4a5c; --calm-back: #e8ecf2; --focus: #b45f06;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171a; --ink: #e8ebe5; --soft: #a9b1a6; --card: #1d2125; --edge: #394046; --leaf: #86cf98; --leaf-back: #1f3226;
    --good: #a5dcb2; --good-back: #1c3626; --warn: #f3cd86; --warn-back: #3d2f12; --bad: #ffb4a9; --bad-back: #46211c; --calm: #c0cbdc; --calm-back: #2a323d; --focus: #ffb454;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: .3rem 0 .5rem; text-wrap: balance; }
h2 { font-size: 1.2rem; line-height: 1.3; margin: 2rem 0 .6rem; }
h3 { font-size: 1rem; margin: 1rem 0 .3rem; }
h4 { font-size: .95rem; margin: .8rem 0 .2rem; }
p { margin: .3rem 0; }
ul, ol { margin: .3rem 0; padding-left: 1.2rem; }
a { color: var(--leaf); text-underline-offset: .15em; }
a:hover { text-decoration-thickness: .14em; }
small { font-size: .86rem; color: var(--soft); font-weight: 400; }
code { font: .8rem ui-monospace, "DejaVu Sans Mono", monospace; color: var(--soft); overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .15rem .8rem; margin: .3rem 0; }
dt { color: var(--soft); }
dd { margin: 0; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: .2rem; }
main:focus { outline: none; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: .5rem; top: -4rem; background: var(--card); color: var(--leaf); padding: .6rem 1rem; border-radius: 0 0 .5rem .5rem; z-index: 2; }
.skip:focus { top: 0; }
.top { background: var(--card); border-bottom: 1px solid var(--edge); }
.bar, .top nav, main, .foot { max-width: 72rem; margin: 0 auto; padding-left: 1rem; padding-right: 1rem; }
.bar { display: flex; justify-content: space-between; align-items: center; gap: 1rem; }
.name { font-weight: 700; font-size: 1.1rem; color: var(--leaf); text-decoration: none; }
.name, .language { display: inline-flex; align-items: center; min-height: 2.75rem; }
.top nav ul { display: flex; flex-wrap: wrap; gap: 0 .3rem; list-style: none; margin: 0 0 0 -.6rem; padding: 0; }
.top nav a { display: flex; align-items: center; min-height: 2.75rem; padding: 0 .6rem; color: var(--ink); text-decoration: none; border-bottom: 3px solid transparent; }
.top nav a:hover { border-bottom-color: var(--edge); }
.top nav [aria-current] { border-bottom-color: var(--leaf); font-weight: 600; }
main { padding-top: 1rem; padding-bottom: 3rem; }
.foot { padding-top: 1rem; padding-bottom: 2rem; color: var(--soft); font-size: .88rem; border-top: 1px solid var(--edge); }
.crumb, .soft, .count { color: var(--soft); }
.soft, .test, .sources, .links { font-size: .9rem; }
.lead { max-width: 46rem; }
.filter { display: flex; flex-wrap: wrap; gap: .6rem; align-items: end; margin: 1rem 0; }
.filter label { display: grid; gap: .15rem; min-width: 0; }
.filter label > span { font-size: .88rem; color: var(--soft); }
.filter input, .filter select, .filter button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--soft); border-radius: .4rem; min-height: 2.75rem; padding: .3rem .7rem; max-width: 100%; }
.filter button { background: var(--leaf); color: var(--card); border-color: var(--leaf); font-weight: 600; cursor: pointer; padding: .3rem 1.2rem; }
.filter .wide { flex: 1 1 16rem; }
.filter .wide input { width: 100%; }
.notice, .warning { background: var(--warn-back); color: var(--warn); border-radius: .4rem; padding: .6rem .9rem; }
.notice a { color: inherit; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr)); gap: .8rem; align-items: start; }
.card { background: var(--card); border: 1px solid var(--edge); border-radius: .6rem; padding: .9rem 1rem; }
.card > :is(h2, h3):first-child { margin-top: 0; }
.card + .card { margin-top: .8rem; }
.cards .card + .card { margin-top: 0; }
.rules, .sources, .lines, .timeline, .plain, .jump ul { list-style: none; padding: 0; }
.rules li { padding: .5rem 0; border-top: 1px solid var(--edge); }
.rules .marks { display: flex; margin-top: .25rem; }
.id { font: 600 .9em ui-monospace, "DejaVu Sans Mono", monospace; white-space: nowrap; }
.marks { display: flex; flex-wrap: wrap; gap: .3rem .35rem; align-items: center; }
.mark { display: inline-block; font-size: .8rem; line-height: 1.4; padding: .05rem .5rem; border-radius: 999px; background: var(--calm-back); color: var(--calm); white-space: nowrap; }
.mark.confirmed { background: var(--good-back); color: var(--good); }
.mark.likely, .mark.not_yet, .mark.older_text { background: var(--warn-back); color: var(--warn); }
.mark.unconfirmed, .mark.capped { background: var(--bad-back); color: var(--bad); }
.mark.kind { background: none; box-shadow: inset 0 0 0 1px var(--edge); color: var(--soft); }
h3 .mark { margin-left: .4rem; font-weight: 400; }
.jump ul { display: flex; flex-wrap: wrap; gap: .2rem .9rem; }
.jump a { display: inline-flex; align-items: center; min-height: 2.2rem; }
.columns { display: grid; gap: 0 2rem; grid-template-columns: minmax(0, 1fr); }
@media (min-width: 56rem) { .columns { grid-template-columns: repeat(2, minmax(0, 1fr)); } }
.tree { padding-left: 1.3rem; }
.tree > li { padding: .35rem 0; }
.tree > li + li { border-top: 1px dotted var(--edge); }
.said { margin: 0; }
.test, .how { margin: 0; color: var(--soft); font-size: .9rem; }
.group { border-left: 3px solid var(--leaf); padding-left: .7rem; margin: .25rem 0; }
.group.any { border-left-style: double; border-left-width: 5px; }
.group.not { border-left-color: var(--bad); }
.group .how { font-weight: 600; }
.group > ul { margin: 0; padding-left: 1rem; }
.sources { color: var(--soft); margin: .15rem 0; }
.amount { font-size: 1.15rem; font-weight: 600; margin: .2rem 0; }
details { margin: .6rem 0; }
summary { cursor: pointer; padding: .4rem 0; color: var(--leaf); }
.figure { max-width: 46rem; }
.chart { display: block; width: 100%; max-width: 26rem; height: auto; margin: .4rem 0; font-size: 12px; }
.chart path { fill: none; stroke: var(--leaf); stroke-width: 2.5; stroke-linejoin: round; }
.chart .coming { stroke-dasharray: 5 5; }
.chart circle { fill: var(--leaf); stroke: var(--card); stroke-width: 1.5; }
.chart text { fill: var(--ink); }
.chart .day, .chart .today text { fill: var(--soft); font-size: 11px; }
.chart .value { font-weight: 600; }
.chart .axis { stroke: var(--edge); }
.chart .today line { stroke: var(--soft); stroke-dasharray: 2 3; }
.rows { width: 100%; border-collapse: collapse; font-size: .93rem; margin: .5rem 0; background: var(--card); }
.rows caption { text-align: left; color: var(--soft); font-size: .88rem; }
.rows th, .rows td { text-align: left; vertical-align: top; padding: .4rem .5rem; border-top: 1px solid var(--edge); }
.rows thead th { color: var(--soft); font-weight: 400; font-size: .85rem; border-top: 0; }
.rows tbody th { font-weight: 400; }
.rows time { white-space: nowrap; }
.figure .rows tbody th { width: 7.5rem; }
.figure > h3::first-letter, .rows tbody th::first-letter, .timeline li li::first-letter { text-transform: uppercase; }
.rows .now { background: var(--leaf-back); }
.rows .past { color: var(--soft); }
.lines > li { padding: .7rem 0; border-top: 1px solid var(--edge); }
.lines h3 { margin-top: 0; }
@media (min-width: 48rem) { .register { columns: 2; column-gap: 2.5rem; } .register > li { break-inside: avoid; } }
.timeline > li { border-left: 3px solid var(--leaf); padding: 0 0 1.1rem 1rem; position: relative; }
.timeline > li::before { content: ""; position: absolute; left: -.5rem; top: .35rem; width: .8rem; height: .8rem; border-radius: 50%; background: var(--leaf); border: 2px solid var(--page); }
.timeline h3 { margin: 0; font-size: 1.05rem; }
.timeline ul { padding-left: 1rem; }
:target { scroll-margin-top: 1rem; }
.lines > li:target, tr:target { background: var(--warn-back); }
@media (max-width: 34rem) {
  h1 { font-size: 1.35rem; }
  .filter label { flex: 1 1 9rem; }
  .filter input, .filter select { width: 100%; }
  .rows th, .rows td { padding: .35rem; }
  .figure .rows tbody th { width: 6rem; }
  .top nav a { padding: 0 .45rem; font-size: .95rem; }
}
@media print {
  :root { --page: #fff; --card: #fff; --ink: #000; --soft: #333; --leaf: #000; --edge: #999; }
  body { font-size: 11pt; }
  .top nav, .language, .filter, .skip, .jump { display: none; }
  .card { border: 0; border-top: 1px solid #999; border-radius: 0; padding: .5rem 0; }
  .mark { border: 1px solid #666; background: none !important; color: #000 !important; }
  .rule, .figure { break-inside: avoid-page; }
}
`

/** Changes when the style does, so that a browser may keep it for good. */
export const STYLE_ADDRESS = `/console/style.css?v=${fingerprint(STYLE)}`

/** FNV-1a, 32 bits: enough to tell one style from the next. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(36)
}
