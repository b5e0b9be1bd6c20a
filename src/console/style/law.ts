/** What only the law pages draw: trees of conditions, figures, the step chart of a figure. */
export const LAW = `
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
.figure { max-width: 46rem; }
.figure .chart { max-width: 26rem; }
.chart path.known, .chart path.coming { fill: none; stroke: var(--leaf); stroke-width: 2.5; stroke-linejoin: round; }
.chart .coming { stroke-dasharray: 5 5; }
.chart circle { fill: var(--leaf); stroke: var(--card); stroke-width: 1.5; }
.figure .rows tbody th { width: 7.5rem; }
.figure > h3::first-letter, .figure .rows tbody th::first-letter, .timeline li li::first-letter { text-transform: uppercase; }
.rows .now { background: var(--leaf-back); }
.rows .past { color: var(--soft); }
@media (min-width: 48rem) { .register { columns: 2; column-gap: 1.2rem; } .register > li { break-inside: avoid; } }
@media (max-width: 34rem) { .figure .rows tbody th { width: 6rem; } }
`
