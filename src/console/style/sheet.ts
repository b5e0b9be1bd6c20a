/** Papers: a table on a sheet, A4 across when printed, headings on every page, places to sign. */
export const SHEET = `
.sheet { font-size: .875rem; }
.sheet th, .sheet td { vertical-align: top; }
.scroll .sheet td:not(.number) { min-width: 6.5rem; }
.scroll .sheet td:last-child { min-width: 14rem; }
.sheet tfoot td { font-weight: 600; border-top: 2px solid var(--ink); }
.print-sheet { background: #fff; color: #000; }
.print-sheet main { max-width: none; padding: 1rem; }
.print-sheet h1 { text-align: center; font-size: 1.25rem; }
.signatures { display: flex; justify-content: space-between; gap: 2rem; margin-top: 2rem; text-align: center; }
.signatures > div { min-width: 14rem; min-height: 8rem; }
@media print {
  @page { size: A4 landscape; margin: 12mm; }
  .sheet { font-size: 9pt; }
  .sheet thead { display: table-header-group; }
  .sheet tr { break-inside: avoid; }
  .signatures { break-inside: avoid; }
}
`
