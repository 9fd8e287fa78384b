import type { Person } from '../people/people-policy.ts';

/** More than this many open approvals of one person come as a digest instead of one mail each. */
export const mostSingleMails = 5;
const betweenDigests = 3_600_000;

/**
 * How a person hears by mail that one more approval waits for them. `open`: how many wait now, this one included; `lastDigestAt`: when
 * their last digest left. `later`: the next digest takes it along, an hour after the last one at the earliest.
 */
export function howToTell(
  { open, lastDigestAt }: { open: number; lastDigestAt?: string | undefined },
  on: Date,
): 'single' | 'digest' | 'later' {
  if (open <= mostSingleMails) return 'single';
  return lastDigestAt !== undefined && on.getTime() - Date.parse(lastDigestAt) < betweenDigests ? 'later' : 'digest';
}

/** The channels that follow when a person has not looked for an hour: those that exist for them and that they did not choose. */
export function otherChannels(person: Pick<Person, 'channels' | 'slack'>): Person['channels'] {
  const there: Person['channels'] = person.slack ? ['mail', 'slack'] : ['mail'];
  const chosen = chosenChannels(person);
  return there.filter((channel) => !chosen.includes(channel));
}

/** The channels that a person chose, as far as they exist for them; mail when none of them does. */
export function chosenChannels({ channels, slack }: Pick<Person, 'channels' | 'slack'>): Person['channels'] {
  const there = channels.filter((channel) => channel !== 'slack' || slack !== undefined);
  return there.length > 0 ? there : ['mail'];
}
