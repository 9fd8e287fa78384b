import * as z from 'zod';
import { type EventDefinition, EventMetadata } from '../../events/define-event.ts';

const data = z.object({
  executionArn: z.string(),
  status: z.enum(['FAILED', 'TIMED_OUT', 'ABORTED']),
  /** Absent for large inputs. */
  input: z.string().nullish(),
  error: z.string().nullish(),
});

/**
 * An execution ended without succeeding. Comes from AWS on the default bus, in its own form, hence not in our catalogue:
 * https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html
 */
export const ExecutionStopped: EventDefinition<'Step Functions Execution Status Change', typeof data> = {
  type: 'Step Functions Execution Status Change',
  data,
  detail: z.object({ metadata: EventMetadata, data }),
  pattern: { source: ['aws.states'], detailType: ['Step Functions Execution Status Change'] },
  record: (input) => ({ type: 'Step Functions Execution Status Change', data: data.parse(input) }),
};

const Input = z.object({ metadata: z.object({ caseId: z.string() }) });

/** The case that an execution's input (JSON) is about. */
export function caseIn(input: string | null | undefined): string | undefined {
  try {
    return Input.safeParse(JSON.parse(input ?? '')).data?.metadata.caseId;
  } catch {
    return undefined;
  }
}
