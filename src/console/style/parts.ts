/** The parts pages are made of: notices, badges, cards, tables, tabs, pagination, timeline, talk, empty state. See docs/console-style.md. */
export const PARTS = `
.notice, .warning { background: var(--warn-back); color: var(--warn); border-left: 4px solid currentColor; border-radius: var(--round-s); padding: .7rem .95rem; margin: .6rem 0; }
.notice.ok { background: var(--good-back); color: var(--good); }
.notice.error { background: var(--bad-back); color: var(--bad); }
.notice.info { background: var(--calm-back); color: var(--calm); }
.notice a { color: inherit; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr)); gap: .8rem; align-items: start; }
.card { background: var(--card); border: 1px solid var(--edge); border-radius: var(--round); padding: .9rem 1rem; box-shadow: var(--shade); min-width: 0; }
.card > :is(h2, h3):first-child { margin-top: 0; }
.card + .card { margin-top: .8rem; }
.cards .card + .card, .split .card + .card { margin-top: 0; }
.split { display: grid; gap: 0 1.6rem; grid-template-columns: minmax(0, 1fr); align-items: start; }
.columns { display: grid; gap: 0 2rem; grid-template-columns: minmax(0, 1fr); }
@media (min-width: 56rem) {
  .columns { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .split { grid-template-columns: minmax(0, 5fr) minmax(0, 3fr); }
}
.facts { grid-template-columns: minmax(7rem, max-content) minmax(0, 1fr); }
.facts > * { padding: .3rem 0; border-top: 1px solid var(--edge); }
.facts > :is(dt, dd):first-of-type { border-top: 0; }
.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 8.4rem), 1fr)); gap: .7rem; list-style: none; padding: 0; margin: .8rem 0; }
.tiles > li { display: grid; }
.tile { display: grid; align-content: start; gap: .1rem; background: var(--card); color: var(--ink); border: 1px solid var(--edge); border-radius: var(--round); padding: .75rem .9rem; min-height: 5.4rem; text-decoration: none; box-shadow: var(--shade); }
a.tile:hover { border-color: var(--leaf); }
.tile b { font-size: 1.75rem; line-height: 1.15; font-variant-numeric: tabular-nums; }
.tile span { color: var(--soft); font-size: .9rem; }
.tile.bad { background: var(--bad-back); border-color: var(--bad); }
.tile.bad :is(b, span) { color: var(--bad); }
.tile.warn { background: var(--warn-back); border-color: var(--warn); }
.tile.warn :is(b, span) { color: var(--warn); }
.rules, .sources, .lines, .timeline, .plain, .jump ul, .tabs { list-style: none; padding: 0; }
.rules li { padding: .5rem 0; border-top: 1px solid var(--edge); }
.rules .marks { display: flex; margin-top: .25rem; }
.id { font: 600 .9em ui-monospace, "DejaVu Sans Mono", monospace; white-space: nowrap; }
.marks { display: flex; flex-wrap: wrap; gap: .3rem .35rem; align-items: center; }
.mark { display: inline-block; font-size: .8rem; line-height: 1.4; padding: .1rem .55rem; border-radius: 999px; background: var(--calm-back); color: var(--calm); white-space: nowrap; }
.mark:is(.confirmed, .good), .mark:is([data-status="supported"], [data-status="confirmed"]) { background: var(--good-back); color: var(--good); }
.mark:is(.likely, .not_yet, .older_text, .warn), .mark:is([data-status="seen"], [data-status="verified"]) { background: var(--warn-back); color: var(--warn); }
.mark:is(.unconfirmed, .capped, .bad), .mark[data-status="new"] { background: var(--bad-back); color: var(--bad); }
.mark[data-status="decided"] { background: var(--leaf-back); color: var(--leaf); }
.mark.kind, .mark[data-status="closed"] { background: none; box-shadow: inset 0 0 0 1px var(--edge); color: var(--soft); }
.mark.score { background: var(--well); color: var(--ink); font-weight: 600; font-variant-numeric: tabular-nums; }
.mark.score[data-level="high"] { background: var(--bad); color: var(--card); }
.mark.score[data-level="middle"] { background: var(--warn); color: var(--card); }
h3 .mark { margin-left: .4rem; font-weight: 400; }
.jump ul, .tabs { display: flex; flex-wrap: wrap; gap: .2rem .9rem; }
.jump a { display: inline-flex; align-items: center; min-height: var(--target); }
.tabs { gap: .4rem; margin: .8rem 0; }
.tabs a { display: inline-flex; align-items: center; gap: .4rem; min-height: var(--target); padding: 0 .9rem; border: 1px solid var(--edge); border-radius: 999px; background: var(--card); color: var(--ink); text-decoration: none; }
.tabs a:hover { border-color: var(--leaf); }
.tabs [aria-current] { background: var(--leaf-back); border-color: var(--leaf); color: var(--leaf); font-weight: 600; }
.rows { overflow-wrap: break-word; width: 100%; border-collapse: collapse; font-size: .93rem; margin: .5rem 0; background: var(--card); }
.rows caption { text-align: left; color: var(--soft); font-size: .88rem; padding: .2rem 0; }
.rows th, .rows td { text-align: left; vertical-align: top; padding: .5rem .6rem; border-top: 1px solid var(--edge); }
.rows thead th { color: var(--soft); font-weight: 400; font-size: .85rem; border-top: 0; }
.rows tbody th { font-weight: 400; overflow-wrap: anywhere; }
.rows :is(td, th).number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.rows time { white-space: nowrap; }
.rows.even { table-layout: fixed; }
.scroll { overflow-x: auto; }
.lines > li { padding: .8rem 1rem; border: 1px solid var(--edge); border-radius: var(--round); background: var(--card); margin-bottom: .6rem; position: relative; }
.lines :is(h2, h3) { margin: 0 0 .2rem; font-size: 1rem; }
.lines :is(h2, h3) a { display: inline-flex; align-items: center; min-height: var(--target); margin: -.5rem 0; padding: .5rem 0; }
.lines > li.urgent, .urgent { border-left: 5px solid var(--bad); }
.lines > li.chosen, tr.chosen { outline: 3px solid var(--focus); outline-offset: -1px; }
.timeline > li { border-left: 3px solid var(--leaf); padding: 0 0 1.1rem 1rem; position: relative; }
.timeline > li:last-child { border-left-color: transparent; }
.timeline > li::before { content: ""; position: absolute; left: -.5rem; top: .35rem; width: .8rem; height: .8rem; border-radius: 50%; background: var(--leaf); border: 2px solid var(--page); }
.timeline h3 { margin: 0; font-size: 1rem; }
.timeline ul { padding-left: 1rem; }
.thread { display: grid; gap: .6rem; list-style: none; padding: 0; margin: .8rem 0; }
.thread > li { max-width: min(85%, 38rem); padding: .55rem .85rem; border-radius: 1rem; border: 1px solid var(--edge); background: var(--card); justify-self: start; border-bottom-left-radius: .2rem; }
.thread > li.ours { justify-self: end; background: var(--leaf-back); border-color: transparent; border-bottom-right-radius: .2rem; border-bottom-left-radius: 1rem; }
.thread p { margin: 0; }
.thread .soft { font-size: .82rem; }
.thread .ours .soft { color: var(--ink); }
.words { white-space: pre-wrap; }
.empty { background: var(--card); border: 1px dashed var(--soft); border-radius: var(--round); padding: 1.6rem 1.2rem; text-align: center; margin: var(--gap) 0; }
.empty > * { max-width: 34rem; margin-left: auto; margin-right: auto; }
.empty h2 { margin-top: 0; }
.empty ol { text-align: left; }
.pages { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; list-style: none; padding: 0; margin: var(--gap) 0; }
.pages a { display: inline-flex; align-items: center; min-height: var(--target); min-width: var(--target); justify-content: center; padding: 0 .8rem; border: 1px solid var(--edge); border-radius: var(--round-s); background: var(--card); }
.pages [aria-current] { font-weight: 600; color: var(--ink); text-decoration: none; border-color: var(--leaf); }
.photos { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 11rem), 1fr)); gap: .7rem; list-style: none; padding: 0; }
.photos img { width: 100%; aspect-ratio: 4 / 3; object-fit: cover; border-radius: var(--round-s); background: var(--well); display: block; }
details { margin: .6rem 0; }
summary { cursor: pointer; min-height: var(--target); padding: .6rem 0; color: var(--leaf); }
dialog { border: 1px solid var(--edge); border-radius: var(--round); background: var(--card); color: var(--ink); max-width: 30rem; padding: 1.2rem; }
dialog::backdrop { background: rgb(0 0 0 / .5); }
kbd { font: .85rem ui-monospace, "DejaVu Sans Mono", monospace; border: 1px solid var(--edge); border-bottom-width: 2px; border-radius: .3rem; padding: .05rem .4rem; background: var(--well); }
progress { width: 100%; max-width: 40rem; height: 1rem; accent-color: var(--leaf); }
:target { scroll-margin-top: 1rem; }
.lines > li:target, tr:target { background: var(--warn-back); }
@media (max-width: 40rem) {
  .rows th, .rows td { padding: .4rem; }
  .rows.stack, .rows.stack :is(caption, tbody, tr, td, th) { display: block; width: auto; }
  .rows.stack thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .rows.stack { background: none; }
  .rows.stack tr { border: 1px solid var(--edge); border-radius: var(--round); background: var(--card); padding: .6rem .8rem; margin-bottom: .6rem; }
  .rows.stack :is(td, th) { border: 0; padding: .15rem 0; text-align: left; }
  .rows.stack td:empty { display: none; }
  .rows.stack [data-label]::before { content: attr(data-label) ": "; color: var(--soft); font-size: .86rem; }
  .rows.stack tbody th { font-weight: 600; }
  .thread > li { max-width: 92%; }
}
`
