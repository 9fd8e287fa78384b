/** What a spreadsheet would take for the beginning of a formula, also after blanks and in full width. */
const formula = /^\s*[=+\-@\t\r\n|%＝＋－＠]/;

/** A cell that no spreadsheet runs (CWE-1236): numbers stay numbers, text that looks like a formula gets an apostrophe before it. */
export function csvCell(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",;\r\n\t']/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as CSV (RFC 4180) with a header. */
export function csvOf(header: readonly string[], rows: readonly (readonly (string | number | undefined)[])[]): string {
  return [header, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}
