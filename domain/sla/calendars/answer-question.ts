import { CalendarError } from './calendar-error.ts';
import { Calendar, type CalendarsPolicy } from './calendars-policy.ts';
import { readInstant, writeInstant } from './read-instant.ts';
import { deadlineAfter, workingMinutes } from './working-time.ts';

export type Answer = { readonly deadline: string } | { readonly minutes: number } | { readonly error: string };

/** Answers `{calendar,from,minutes}` with a deadline and `{calendar,from,to}` with minutes; a wrong question with what to do. */
export function answerQuestion(question: unknown, calendars: CalendarsPolicy): Answer {
  try {
    return answer(question, calendars);
  } catch (error) {
    if (error instanceof CalendarError) return { error: error.message };
    throw error;
  }
}

function answer(question: unknown, calendars: CalendarsPolicy): Answer {
  if (typeof question !== 'object' || question === null || Array.isArray(question)) {
    throw new CalendarError('Write an object {"calendar","from","minutes"} or {"calendar","from","to"}.');
  }
  const { calendar: asked, from: start, minutes, to } = question as Readonly<Record<string, unknown>>;
  if ((minutes === undefined) === (to === undefined)) throw new CalendarError('Give either "minutes" or "to".');
  const calendar = typeof asked === 'string' ? named(asked, calendars) : inline(asked);
  const from = readInstant(start, 'from');
  if (to !== undefined) return { minutes: workingMinutes(calendar, from, readInstant(to, 'to')) };
  if (typeof minutes !== 'number') throw new CalendarError(`"minutes" must be a whole number, not ${JSON.stringify(minutes)}.`);
  return { deadline: writeInstant(deadlineAfter(calendar, from, minutes), String(start)) };
}

function named(name: string, calendars: CalendarsPolicy): Calendar {
  const calendar = Object.hasOwn(calendars, name) ? calendars[name] : undefined;
  if (calendar) return calendar;
  throw new CalendarError(
    `There is no calendar "${name}": take one of ${Object.keys(calendars).join(', ')}, or write a calendar in its place.`,
  );
}

const REMEMBERED = 200;
const inlineCalendars = new Map<string, Calendar>();

/** The same calendar asked again keeps the hours that were worked out for it. */
function inline(asked: unknown): Calendar {
  const key = JSON.stringify(asked) ?? '';
  const known = inlineCalendars.get(key);
  if (known) return known;
  const read = Calendar.safeParse(asked);
  if (!read.success) {
    const reasons = read.error.issues.map(({ path, message }) => `/${['calendar', ...path].join('/')}: ${message}`);
    throw new CalendarError(asked === undefined ? 'Give a "calendar": its name, or the calendar itself.' : reasons.join('; '));
  }
  if (inlineCalendars.size >= REMEMBERED) inlineCalendars.clear();
  inlineCalendars.set(key, read.data);
  return read.data;
}
