/** CSV as spreadsheets write it (RFC 4180): quotes, doubled quotes, line breaks inside quotes, either line end. */

/** One record a row, named by the header row; every cell stays text, so that `07` stays `07`. @throws Error naming the line */
export function readCsv(text: string): Readonly<Record<string, string>>[] {
  const rows = cells(text.replace(/^\ufeff/, ''))
  const [header, ...body] = rows
  if (!header) throw new Error('the file is empty')
  return body.map(({ line, row }) => {
    if (row.length !== header.row.length)
      throw new Error(
        `line ${line}: has ${row.length} cells, the first line has ${header.row.length}: a comma inside a cell needs quotes around the cell`,
      )
    return Object.fromEntries(header.row.map((name, i) => [name, row[i] ?? '']))
  })
}

function cells(text: string): { line: number; row: string[] }[] {
  const rows: { line: number; row: string[] }[] = []
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/y
  let row: string[] = []
  let line = 1
  let start = 1
  while (cell.lastIndex < text.length || row.length > 0) {
    const found = cell.exec(text)
    if (!found) throw new Error(`line ${line}: a quote is not closed, or stands in the middle of a cell`)
    const [, raw = '', end = ''] = found
    line += raw.split('\n').length - 1
    row.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw)
    if (end === ',') continue
    if (row.length > 1 || row[0] !== '') rows.push({ line: start, row })
    row = []
    line++
    start = line
  }
  return rows
}
