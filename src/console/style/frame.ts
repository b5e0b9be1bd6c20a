/** The frame and plain text: body, headings, links, focus, header, navigation, foot, printing. */
export const FRAME = `
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.55 var(--type); overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: .3rem 0 .5rem; text-wrap: balance; }
h2 { font-size: 1.2rem; line-height: 1.3; margin: 2rem 0 .6rem; }
h3 { font-size: 1rem; margin: 1rem 0 .3rem; }
h4 { font-size: .95rem; margin: .8rem 0 .2rem; }
h1, h2, h3, h4, strong, b, th[scope="row"] strong { font-weight: 600; }
p { margin: .3rem 0; }
ul, ol { margin: .3rem 0; padding-left: 1.2rem; }
a { color: var(--leaf); text-underline-offset: .15em; }
a:hover { text-decoration-thickness: .14em; }
small { font-size: .86rem; color: var(--soft); font-weight: 400; }
code { font: .8rem ui-monospace, "DejaVu Sans Mono", monospace; color: var(--soft); }
hr { border: 0; border-top: 1px solid var(--edge); margin: var(--gap) 0; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .25rem .9rem; margin: .3rem 0; }
dt { color: var(--soft); }
dd { margin: 0; }
blockquote { margin: .6rem 0; }
img { max-width: 100%; height: auto; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: .2rem; }
main:focus { outline: none; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
[hidden] { display: none !important; }
.skip { position: absolute; left: .5rem; top: -5rem; background: var(--card); color: var(--leaf); padding: .7rem 1rem; border-radius: 0 0 .5rem .5rem; z-index: 2; }
.skip:focus { top: 0; }
.top { background: var(--card); border-bottom: 1px solid var(--edge); }
.bar, .top nav, main, .foot { max-width: 76rem; margin: 0 auto; padding-left: 1rem; padding-right: 1rem; }
.bar { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: 0 1rem; }
.name { font-weight: 600; font-size: 1.1rem; color: var(--leaf); text-decoration: none; gap: .5rem; }
.name svg { width: 1.6rem; height: 1.6rem; }
.name .whole { fill: var(--leaf); }
.name .torn { fill: none; stroke: var(--leaf); stroke-width: 1.6; }
.name, .bar .plain-link { display: inline-flex; align-items: center; min-height: var(--target); }
.aside { display: flex; flex-wrap: wrap; align-items: center; gap: 0 1rem; }
.who { display: flex; align-items: center; gap: .6rem; color: var(--soft); font-size: .93rem; }
.who form { margin: 0; }
.top nav ul { display: flex; gap: 0 .3rem; list-style: none; margin: 0 -.6rem; padding: 0; overflow-x: auto; scrollbar-width: thin; }
.top nav a { display: flex; align-items: center; gap: .4rem; min-height: var(--target); padding: 0 .7rem; color: var(--ink); text-decoration: none; white-space: nowrap; border-bottom: 3px solid transparent; }
.top nav a:hover { border-bottom-color: var(--edge); }
.top nav a:focus-visible { outline-offset: -3px; }
.top nav [aria-current] { border-bottom-color: var(--leaf); font-weight: 600; color: var(--leaf); }
.top nav .sub { border-top: 1px solid var(--edge); font-size: .93rem; }
.count-dot { background: var(--bad); color: var(--card); font-size: .78rem; font-weight: 600; line-height: 1; padding: .25rem .45rem; border-radius: 999px; min-width: 1.35rem; text-align: center; }
p.demo { margin: 0; padding: .35rem 1rem; text-align: center; font-size: .88rem; background: var(--calm-back); color: var(--calm); }
main { padding-top: 1rem; padding-bottom: 3rem; min-height: 60vh; }
.foot { padding-top: 1rem; padding-bottom: 2rem; color: var(--soft); font-size: .88rem; border-top: 1px solid var(--edge); }
.foot form { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem; margin-bottom: .4rem; }
.foot button { font: inherit; color: var(--leaf); background: none; border: 1px solid transparent; border-radius: var(--round-s); min-height: var(--target); padding: 0 .8rem; cursor: pointer; text-decoration: underline; text-underline-offset: .15em; }
.foot button[aria-pressed="true"] { color: var(--ink); text-decoration: none; border-color: var(--edge); background: var(--card); }
.crumb, .soft, .count { color: var(--soft); }
.soft, .test, .sources, .links { font-size: .9rem; }
.crumb a { display: inline-flex; align-items: center; min-height: var(--target); }
.lead { max-width: 46rem; }
@media (max-width: 34rem) {
  h1 { font-size: 1.35rem; }
  .top nav a { padding: 0 .6rem; font-size: .95rem; }
}
@media print {
  :root, :root[data-look] { --page: #fff; --card: #fff; --ink: #000; --soft: #333; --leaf: #000; --edge: #999; --well: #fff; --shade: none; color-scheme: light; }
  body { font-size: 11pt; }
  .top nav, .language, .aside, .filter, .skip, .jump, .tabs, .pages, .acts, .foot form, form.act, .no-print, dialog { display: none !important; }
  .card { border: 0; border-top: 1px solid #999; border-radius: 0; padding: .5rem 0; }
  .mark { border: 1px solid #666; background: none !important; color: #000 !important; }
  .rule, .figure, tr, .timeline > li { break-inside: avoid-page; }
  details:not([open]) > * { display: block; }
}
`
