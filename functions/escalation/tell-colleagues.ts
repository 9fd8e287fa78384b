import * as z from 'zod';
import { PersonId } from '../../domain/identifiers.ts';
import { PeoplePolicy, personById } from '../../domain/people/people-policy.ts';
import { RungChannel } from '../../domain/sla/sla-measure.ts';
import { type Policies, policies, policyBody } from '../adapters/policies.ts';
import { log } from '../runtime/logger.ts';
import { task } from '../runtime/task.ts';
import type { Channels } from './channels/channel.ts';
import { email } from './channels/email.ts';
import { webhook } from './channels/webhook.ts';
import { EscalationCall } from './escalation-call.ts';

interface Deps {
  readonly policies: Pick<Policies, 'inForce'>;
  readonly channels: Channels;
}

/** Tells colleagues of a deadline, by the channel that is asked for or, where that does not exist, by mail. Addresses stay in here. */
export const { handler, run } = task({
  input: z.object({ call: EscalationCall, channel: RungChannel }),
  output: z.object({ people: z.array(PersonId), channel: RungChannel }),
  connect: (): Deps => ({ policies: policies(), channels: { email: email(), webhook: webhook() } }),
  run: async ({ call, channel: asked }, { policies, channels }, { now }) => {
    const staff = policyBody(PeoplePolicy, await policies.inForce('people', now));
    // Somebody who has left since hears nothing more.
    const people = call.people.flatMap((personId) => personById(staff, personId) ?? []);
    const channel = channels[asked].available ? asked : 'email';
    await channels[channel].tell(call, people, now);
    log('colleagues told', { caseId: call.caseId, clockId: call.clockId, count: people.length });
    return { people: call.people, channel };
  },
});
