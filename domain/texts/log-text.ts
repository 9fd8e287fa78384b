/** One sentence for the timeline per log record. Says nothing about people: free text and names are read elsewhere. */
export function logText(_type: string, _data: Readonly<Record<string, unknown>>, _locale: string): string {
  throw new Error('not written yet');
}
