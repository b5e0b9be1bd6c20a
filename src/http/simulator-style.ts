/** How `/simulator` looks: three phones side by side, one at a time on a narrow screen, light and dark. */
export const SIMULATOR_STYLE = `
:root {
  color-scheme: light dark;
  --page: #f3f4ef; --ink: #1d211b; --soft: #5a6156; --card: #ffffff; --edge: #d5d9cf; --leaf: #2c6e3f; --on-leaf: #ffffff; --bad: #a3261b; --bad-back: #fdecea;
  --shell: #2b2e31; --lcd: #c5d1a4; --lcd-ink: #1b2411; --lcd-line: #93a270; --key: #45494d; --key-ink: #e9ebe6;
  --zalo: #0062d6; --zalo-line: #0062d6; --zalo-back: #e4ebf3; --zalo-mine: #d3e8ff; --tg: #43719b; --tg-back: #cfdcc8; --tg-mine: #e4fbd0; --bubble: #ffffff; --bubble-ink: #17191b; --chip: #e6efe4;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14171a; --ink: #e8ebe5; --soft: #a3aba0; --card: #1e2226; --edge: #363c41; --leaf: #7cc48e; --on-leaf: #0d1f13; --bad: #ffb4a9; --bad-back: #43201c;
    --shell: #0b0d0e; --lcd: #93a174; --lcd-ink: #10160a; --lcd-line: #6c7a50; --key: #2a2e32; --key-ink: #c9cec6;
    --zalo: #0a4ea3; --zalo-line: #5b9bea; --zalo-back: #12161b; --zalo-mine: #134074; --tg: #2b4257; --tg-back: #10191f; --tg-mine: #2b5278; --bubble: #232a31; --bubble-ink: #eef1ee; --chip: #26332a;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.45 system-ui, "Noto Sans", sans-serif; }
h1 { font-size: 1.35rem; margin: 0; }
h2 { font-size: 1rem; margin: 0; }
h3 { font-size: .8rem; margin: .9rem 0 .25rem; color: var(--soft); }
p { margin: 0; }
button, input { font: inherit; color: inherit; }
button { cursor: pointer; }
:focus-visible { outline: 3px solid #e39a1b; outline-offset: 2px; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.top { display: flex; justify-content: space-between; align-items: start; gap: 1rem; max-width: 1240px; margin: 0 auto; padding: 1rem 1rem .5rem; }
.top p { color: var(--soft); }
.language { color: var(--leaf); white-space: nowrap; padding: .35rem 0; }
.tools { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .5rem 1rem; align-items: end; max-width: 1240px; margin: 0 auto; padding: 0 1rem .5rem; }
.examples > span, .day > span { display: block; color: var(--soft); font-size: .85rem; margin-bottom: .25rem; }
.examples ul { display: flex; flex-wrap: wrap; gap: .4rem; margin: 0; padding: 0; list-style: none; }
.chip, .controls button, .error button { border: 1px solid var(--edge); border-radius: 999px; background: var(--chip); padding: .4rem .75rem; min-height: 2.5rem; text-align: left; font-size: .95rem; }
.chip:hover, .controls button:hover { border-color: var(--leaf); }
.controls { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; }
.controls button { background: var(--card); border-radius: .5rem; }
.controls button[aria-pressed=true] { background: var(--leaf); color: var(--on-leaf); border-color: var(--leaf); }
.day input { border: 1px solid var(--edge); border-radius: .5rem; background: var(--card); padding: .4rem .6rem; min-height: 2.5rem; }
#status { grid-column: 1 / -1; min-height: 1.45em; color: var(--soft); font-size: .9rem; text-align: right; margin-top: -.2rem; }
.notice { max-width: 1208px; margin: .5rem auto; padding: .75rem 1rem; background: var(--bad-back); color: var(--bad); }
.tabs { display: none; }
.phones { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 1.25rem; max-width: 1240px; margin: 0 auto; padding: 0 1rem 2rem; align-items: start; }
.device { display: flex; flex-direction: column; height: min(41rem, calc(100vh - 13rem)); min-height: 27rem; border-radius: 1.4rem; overflow: hidden; background: var(--card); border: 1px solid var(--edge); box-shadow: 0 6px 20px #0002; }
.bar { display: grid; grid-template-columns: auto 1fr; gap: .1rem .6rem; align-items: baseline; padding: .7rem .9rem; color: #fff; }
.bar .note { font-size: .8rem; opacity: .92; text-align: right; }
.address { grid-column: 1 / -1; display: flex; align-items: center; gap: .5rem; font-size: .85rem; }
.address input { flex: 1; min-width: 0; background: #ffffff26; border: 1px solid #ffffff59; border-radius: .4rem; padding: .25rem .5rem; color: inherit; font-family: ui-monospace, monospace; font-size: .85rem; min-height: 2rem; }
.log { flex: 1; overflow-y: auto; padding: .8rem; display: flex; flex-direction: column; gap: .55rem; overflow-wrap: anywhere; }
.empty, .aside { margin: auto; max-width: 17rem; text-align: center; color: var(--soft); font-size: .9rem; }
.aside { margin: 0 auto; }
.error { display: grid; gap: .4rem; justify-items: center; background: var(--bad-back); color: var(--bad); border-radius: .6rem; padding: .6rem .8rem; }
.error button { background: var(--card); color: var(--ink); }
.line { display: flex; flex-direction: column; align-items: flex-start; max-width: 88%; }
.mine { align-self: flex-end; align-items: flex-end; }
.bubble { white-space: pre-wrap; background: var(--bubble); color: var(--bubble-ink); padding: .5rem .75rem; border-radius: 1rem; }
.unsent .bubble { opacity: .6; text-decoration: underline dotted; }
.waiting-dots .bubble { letter-spacing: .1em; animation: pulse 1.1s infinite alternate; }
@keyframes pulse { from { opacity: .35; } to { opacity: 1; } }
@media (prefers-reduced-motion: reduce) { .waiting-dots .bubble { animation: none; } }
.buttons { display: grid; gap: .35rem; margin-top: .4rem; width: 100%; }
.buttons button { border: 1px solid var(--zalo-line); border-radius: .6rem; background: var(--card); padding: .45rem .8rem; min-height: 2.5rem; text-align: center; }
.compose { display: flex; gap: .4rem; padding: .6rem; border-top: 1px solid var(--edge); background: var(--card); }
.compose input { flex: 1; min-width: 0; border: 1px solid var(--edge); border-radius: .6rem; padding: .4rem .7rem; background: var(--page); min-height: 2.6rem; }
.compose button { border: 0; border-radius: .6rem; padding: .4rem .8rem; min-height: 2.6rem; min-width: 2.6rem; background: var(--chip); }
.attach { display: flex; gap: .3rem; }
.attach button { display: grid; place-items: center; padding: .2rem; }
.attach svg { width: 1.3rem; height: 1.3rem; fill: none; stroke: currentColor; stroke-width: 1.7; stroke-linejoin: round; }
.zalo .bar { background: var(--zalo); }
.zalo .log { background: var(--zalo-back); }
.zalo .mine .bubble { background: var(--zalo-mine); }
.zalo .bubble { border-radius: .7rem; }
.zalo .compose [type=submit] { background: var(--zalo); color: #fff; }
.telegram .bar { background: var(--tg); }
.telegram .log { background: var(--tg-back); }
.telegram .mine .bubble { background: var(--tg-mine); }
.telegram .buttons { grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); }
.telegram .buttons button { border-color: transparent; background: #3b5f7ecc; color: #fff; }
.telegram .compose [type=submit] { background: var(--tg); color: #fff; }
.telegram .theirs .bubble { border-bottom-left-radius: .25rem; }
.telegram .mine .bubble { border-bottom-right-radius: .25rem; }
.zalo .empty, .telegram .empty, .zalo .aside:not(.error), .telegram .aside:not(.error) { background: var(--bubble); color: var(--bubble-ink); border-radius: .8rem; padding: .4rem .8rem; }
.sms .device { background: var(--shell); border-color: var(--shell); border-radius: 2.2rem 2.2rem 3rem 3rem; padding: .5rem .9rem 1rem; }
.sms .bar { padding: .6rem .3rem; color: #f0f2ec; }
.sms .log { background: var(--lcd); color: var(--lcd-ink); border: 3px solid #0008; border-bottom-width: 0; border-radius: .5rem .5rem 0 0; font: 14.5px/1.4 ui-monospace, "DejaVu Sans Mono", monospace; padding: .5rem .6rem; gap: 0; }
.sms .empty, .sms .aside:not(.error) { color: var(--lcd-ink); }
.sms .line { max-width: 100%; width: 100%; align-items: stretch; padding: .4rem 0; border-bottom: 1px dashed var(--lcd-line); }
.sms .bubble { background: none; color: inherit; padding: 0; border-radius: 0; }
.sms .mine .bubble::before { content: "> "; font-weight: bold; }
.sms .mine .bubble { font-style: italic; }
.sms .meta { align-self: flex-end; font-size: .78rem; margin-top: .2rem; }
.sms .compose { background: var(--lcd); border: 3px solid #0008; border-top: 1px solid var(--lcd-line); border-radius: 0 0 .5rem .5rem; padding: .3rem; }
.sms .compose input { background: transparent; border-color: var(--lcd-line); color: var(--lcd-ink); border-radius: .2rem; font-family: ui-monospace, monospace; }
.sms .compose input::placeholder { color: #1b2411bb; }
.sms .compose button { background: var(--lcd-ink); color: #e3ecc9; border-radius: .2rem; }
.keypad { display: grid; grid-template-columns: repeat(3, 1fr); gap: .3rem .5rem; padding: .7rem .4rem 0; }
.keypad span { background: var(--key); color: var(--key-ink); text-align: center; border-radius: .8rem; font-size: .78rem; padding: .18rem 0; }
.total { color: var(--soft); font-size: .9rem; padding: .5rem .3rem 0; min-height: 1.9em; }
.panel { margin-top: .5rem; background: var(--card); border: 1px solid var(--edge); border-radius: .8rem; padding: .5rem .8rem; font-size: .9rem; }
.panel summary { cursor: pointer; padding: .3rem 0; }
.panel ul { margin: .2rem 0; padding-left: 1.1rem; }
.verdict small { display: block; color: var(--soft); }
.verdict.eligible b { color: var(--leaf); }
.session { max-height: 18rem; overflow: auto; background: var(--page); border-radius: .4rem; padding: .5rem; font-size: .75rem; margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
@media (max-width: 899px) {
  .top { padding-top: .7rem; position: relative; }
  .top h1 { font-size: 1.15rem; padding-right: 5.5rem; margin-bottom: .2rem; }
  .top p { font-size: .9rem; line-height: 1.35; }
  .language { position: absolute; right: 1rem; top: .35rem; }
  .controls button { padding: .4rem .6rem; }
  .tools { grid-template-columns: minmax(0, 1fr); }
  .examples ul { flex-wrap: nowrap; overflow-x: auto; padding: 4px; margin: -4px; }
  .chip { white-space: nowrap; }
  .tabs { display: flex; gap: .3rem; padding: 0 1rem; position: sticky; top: 0; background: var(--page); z-index: 1; }
  .tabs button { flex: 1; border: 1px solid var(--edge); border-bottom: 3px solid var(--edge); background: var(--card); padding: .5rem .2rem; min-height: 2.75rem; border-radius: .5rem .5rem 0 0; }
  .tabs [aria-selected=true] { border-bottom-color: var(--leaf); font-weight: 600; }
  .phones { grid-template-columns: minmax(0, 34rem); justify-content: center; padding-top: .7rem; }
  .phone { display: none; }
  .phone.active { display: block; }
  .device { height: min(38rem, calc(100vh - 5rem)); }
  .keypad { display: none; }
  .sms .device { border-radius: 1.6rem; }
  #status { min-height: 0; text-align: left; }
  .bar .note { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
}
`
