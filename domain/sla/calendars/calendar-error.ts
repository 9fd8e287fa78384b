/** A calendar that cannot answer, or a question that has no answer. The message says what to do; asking again changes nothing. */
export class CalendarError extends Error {
  override name = 'CalendarError';
}
