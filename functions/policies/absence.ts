import * as z from 'zod';
import { Instant } from '../../domain/identifiers.ts';
import { PeoplePolicy, type Person, personByEmail } from '../../domain/people/people-policy.ts';
import { type Policies, type PolicyVersion, policyBody } from '../adapters/policies.ts';
import type { PolicyPublisher } from '../adapters/policy-publication.ts';
import type { AgentCaller } from '../runtime/caller.ts';
import { notFound, Problem, wrongContent } from '../runtime/problem.ts';
import { route } from '../runtime/route.ts';

interface Deps {
  readonly policies: Pick<Policies, 'inForce' | 'newest'>;
  readonly publisher: PolicyPublisher;
}

const Absence = z.strictObject({ from: Instant, until: Instant });
type Absence = z.infer<typeof Absence>;
const tries = 5;

/** Whoever is away says so; deputies hear of deadlines meanwhile. Changes nothing but the caller's own entry. */
export const stayAway = route({
  method: 'PUT',
  path: '/v1/agent/me/absence',
  summary: 'Say when you are away; your deputies stand in for you',
  caller: 'agent',
  body: Absence,
  answers: {
    200: z.object({ version: z.int(), absences: z.array(Absence) }),
    409: 'The people policy changed meanwhile',
    422: 'It ends before it begins',
  },
  run: async ({ body, caller, now }, deps: Deps) => {
    const away = { from: new Date(body.from).toISOString(), until: new Date(body.until).toISOString() };
    if (away.until <= away.from) throw wrongContent([{ pointer: '/until', message: 'An absence ends after it begins.' }]);
    if (away.until <= now.toISOString()) throw wrongContent([{ pointer: '/until', message: 'This absence is over already.' }]);
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      const done = await put(away, caller, deps, now);
      if (done) return { status: 200, body: done };
    }
    throw new Problem(409, 'stale', 'Others are changing the people policy just now. Try again in a moment.');
  },
});

async function put(away: Absence, caller: AgentCaller, { policies, publisher }: Deps, now: Date) {
  const [newest, current] = await Promise.all([policies.newest('people'), policies.inForce('people', now)]);
  if (!newest || !current) throw notFound('Nobody has published the people policy yet.');
  // A version that is not in force yet gets the absence as well, and stays for later.
  const editions = newest.version === current.version ? [newest] : [current, newest];
  let basedOn = newest.version;
  for (const edition of editions) {
    const body = withAbsence(edition, caller, away);
    if (!body) continue;
    const validFrom = [edition.validFrom, now.toISOString()].sort().at(-1)!;
    const published = await publisher.publish({ name: 'people', body, basedOn, validFrom, by: caller.personId }, now);
    if (!('version' in published)) return undefined;
    basedOn = published.version;
  }
  const own = personByEmail(policyBody(PeoplePolicy, await policies.inForce('people', now)), caller.email);
  return { version: basedOn, absences: own?.absences ?? [] };
}

/** The policy with the absence in the caller's entry; undefined when it says so already, or has no such entry. */
function withAbsence(edition: PolicyVersion, { email }: AgentCaller, away: Absence): PeoplePolicy | undefined {
  const people = policyBody(PeoplePolicy, edition);
  const own = personByEmail(people, email);
  if (!own || own.absences.some(({ from, until }) => from === away.from && until === away.until)) return undefined;
  return people.map((person) => (person === own ? { ...person, absences: joined(person, away) } : person));
}

/** In order; what overlaps becomes one. */
function joined({ absences }: Person, away: Absence): Absence[] {
  const apart = absences.filter(({ from, until }) => until < away.from || away.until < from);
  const touching = [...absences.filter((absence) => !apart.includes(absence)), away];
  const from = touching.map((absence) => absence.from).sort()[0]!;
  const until = touching
    .map((absence) => absence.until)
    .sort()
    .at(-1)!;
  return [...apart, { from, until }].sort((a, b) => (a.from < b.from ? -1 : 1));
}
