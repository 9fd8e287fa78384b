import * as z from 'zod';
import { Instant } from '../../domain/identifiers.ts';
import { policies } from '../adapters/policies.ts';
import { publisher } from '../adapters/policy-publication.ts';
import { task } from '../runtime/task.ts';
import { checkPolicy } from './check-policy.ts';
import { PolicyName } from './read-policy.ts';

/** Publishes a policy for the command line: the new version, or what is wrong and where. */
export const { handler, run } = task({
  input: z.strictObject({ name: PolicyName, body: z.unknown(), basedOn: z.int().min(0).optional(), validFrom: Instant.optional() }),
  output: z.union([z.object({ version: z.int() }), z.object({ errors: z.array(z.object({ pointer: z.string(), message: z.string() })) })]),
  connect: () => ({ policies: policies(), publisher: publisher() }),
  run: async ({ name, body, basedOn, validFrom }, { policies, publisher }, { now }) => {
    const policy = await checkPolicy(name, body, policies, now);
    if ('errors' in policy) return policy;
    const published = await publisher.publish(
      { name, body: policy.body, basedOn, validFrom: validFrom ?? now.toISOString(), by: 'command-line' },
      now,
    );
    if ('version' in published) return published;
    return {
      errors: [
        { pointer: '/basedOn', message: `Somebody published version ${published.stale} meanwhile: look at it and base yours on it.` },
      ],
    };
  },
});
