/** What every rule of the style draws from: colours (light, dark, by choice or by the system's wish), space, type. Pairs meet 4.5 : 1. */

const LIGHT = `
  color-scheme: light;
  --page: #f6f5ef; --ink: #1b1f1a; --soft: #535b50; --card: #ffffff; --edge: #d8dbd0; --well: #eeeee6;
  --leaf: #1f6b3a; --leaf-deep: #154d29; --leaf-back: #e2f0e4; --on-leaf: #ffffff;
  --good: #1d5c33; --good-back: #dff0e2; --warn: #764600; --warn-back: #fdf0d2; --bad: #98221a; --bad-back: #fde7e4; --calm: #36455a; --calm-back: #e6ebf2;
  --focus: #a8520a; --shade: 0 1px 2px rgb(27 31 26 / .06), 0 2px 8px rgb(27 31 26 / .04);
  --heat-0: #ffffff; --heat-1: #f9dfa4; --heat-2: #f2b155; --heat-3: #dd7431; --heat-4: #a8321f; --sea: #e3ecf1; --border: #c3c8ba;`

const DARK = `
  color-scheme: dark;
  --page: #121513; --ink: #e9ece6; --soft: #a8b2a5; --card: #1b1f1c; --edge: #363d38; --well: #242a26;
  --leaf: #83d19a; --leaf-deep: #a9e3b9; --leaf-back: #1d3526; --on-leaf: #0e2415;
  --good: #a5dcb2; --good-back: #1b3626; --warn: #f3cd86; --warn-back: #3b2e12; --bad: #ffb4a9; --bad-back: #46211c; --calm: #c0cddf; --calm-back: #28313d;
  --focus: #ffb454; --shade: none;
  --heat-0: #333a35; --heat-1: #5d4a1e; --heat-2: #976423; --heat-3: #cf7738; --heat-4: #ff9478; --sea: #182127; --border: #0d100e;`

/** One look chosen by the reader stands above the system's wish; see `look.ts`. */
export const TOKENS = `
:root {${LIGHT}
  --gap: 1rem; --gap-s: .5rem; --gap-l: 2rem; --round: .6rem; --round-s: .4rem; --target: 2.75rem;
  --type: "Be Vietnam Pro", system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
:root[data-look="dark"] {${DARK}
}
@media (prefers-color-scheme: dark) { :root:not([data-look="light"]) {${DARK}
} }
`
