/** Fields, buttons, filter bars, check lists: every control at least 44 px high, with its label above it. */
export const FORMS = `
:is(form, fieldset) label { display: grid; gap: .2rem; min-width: 0; }
label > span, legend, .label { font-size: .9rem; color: var(--soft); }
:is(input, select, textarea) { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--soft); border-radius: var(--round-s); min-height: var(--target); padding: .4rem .7rem; max-width: 100%; min-width: 0; }
textarea { line-height: 1.5; resize: vertical; width: 100%; }
input[type="checkbox"], input[type="radio"] { min-height: 0; width: 1.35rem; height: 1.35rem; margin: 0; padding: 0; flex: none; accent-color: var(--leaf); }
input[type="file"] { padding: .35rem; }
input::placeholder, textarea::placeholder { color: var(--soft); opacity: 1; }
[aria-invalid="true"] { border: 2px solid var(--bad); }
button, .button { display: inline-flex; align-items: center; justify-content: center; gap: .4rem; min-height: var(--target); padding: .3rem 1.2rem; font: inherit; font-weight: 600; color: var(--on-leaf); background: var(--leaf); border: 1px solid var(--leaf); border-radius: var(--round-s); cursor: pointer; text-decoration: none; text-align: center; }
button:hover, .button:hover { background: var(--leaf-deep); border-color: var(--leaf-deep); }
:is(button, .button):is(.quiet, .plain) { background: var(--card); color: var(--leaf); border-color: var(--leaf); font-weight: 400; }
:is(button, .button):is(.quiet, .plain):hover { background: var(--leaf-back); }
:is(button, .button).danger { background: var(--card); color: var(--bad); border-color: var(--bad); }
:is(button, .button).danger:hover { background: var(--bad-back); }
button.link { background: none; border: 0; color: var(--leaf); font-weight: 400; padding: 0 .2rem; text-decoration: underline; text-underline-offset: .15em; }
button[disabled] { opacity: .6; cursor: default; }
.form { display: grid; gap: var(--gap); max-width: 40rem; margin: var(--gap) 0; justify-items: start; }
.form > label, .form > fieldset { width: 100%; }
.form :is(input:not([type="checkbox"], [type="radio"]), select) { width: 100%; }
.form .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 12rem), 1fr)); gap: var(--gap); width: 100%; }
.hint { color: var(--soft); font-size: .9rem; margin: 0; }
.fault { color: var(--bad); font-size: .9rem; margin: 0; font-weight: 600; }
fieldset { border: 1px solid var(--edge); border-radius: var(--round-s); margin: 0; padding: .4rem .9rem .9rem; min-width: 0; }
legend { padding: 0 .3rem; }
:is(form, fieldset) label.check, label.check { display: flex; align-items: center; gap: .6rem; min-height: var(--target); color: var(--ink); }
label.check > span { color: inherit; font-size: 1rem; }
fieldset > :is(label.check + label.check, .pair) { margin-top: .7rem; }
.checks { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr)); gap: 0 1rem; list-style: none; padding: 0; }
.filter { display: flex; flex-wrap: wrap; gap: .7rem; align-items: end; margin: var(--gap) 0; }
.filter .wide { flex: 1 1 16rem; }
.filter .wide :is(input, textarea) { width: 100%; }
fieldset.filter { align-items: end; margin: .7rem 0; }
.acts { display: flex; flex-wrap: wrap; gap: .6rem; align-items: end; margin: .8rem 0; }
.act { margin: .5rem 0; }
.acts .act { margin: 0; }
.tally { color: var(--soft); font-size: .88rem; margin: 0; font-variant-numeric: tabular-nums; }
.tally.over { color: var(--bad); font-weight: 600; }
@media (max-width: 34rem) {
  .filter label:not(.check) { flex: 1 1 9rem; }
  .filter :is(input:not([type="checkbox"], [type="radio"]), select) { width: 100%; }
  .filter .wide { flex-basis: 100%; }
}
`
