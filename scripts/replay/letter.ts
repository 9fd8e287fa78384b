import * as z from 'zod';

/** A dead letter that we know how to send back, by what ids alone: `type` and `eventId` name no person. */
export interface Letter {
  /** Who left it: the rule that could not deliver, or the function that could not do it. */
  readonly left: 'rule' | 'function';
  /** The ARN to go back to, of a function (with its alias) or a state machine. */
  readonly target: string;
  /** What the target gets. */
  readonly payload: unknown;
  readonly type: string;
  readonly eventId: string;
  /** The name of the error, never its message, which may quote what was sent. */
  readonly error: string;
}

interface Message {
  readonly Body?: string | undefined;
  readonly MessageAttributes?: Readonly<Record<string, { readonly StringValue?: string | undefined }>> | undefined;
}

/** What Lambda sends to an on-failure destination (developer guide, "Capturing records of Lambda asynchronous invocations"). */
const FromFunction = z.object({
  requestContext: z.object({ functionArn: z.string(), condition: z.string() }),
  requestPayload: z.unknown(),
  responsePayload: z.object({ errorType: z.string().optional() }).nullish(),
});
const Event = z.looseObject({
  'detail-type': z.string(),
  id: z.string().optional(),
  detail: z.looseObject({ metadata: z.looseObject({ eventId: z.string() }).optional() }),
});

/**
 * Reads a dead letter. EventBridge leaves the event as the body and says target and error in the attributes TARGET_ARN and ERROR_CODE (user
 * guide, "Using dead-letter queues"); Lambda leaves an envelope around the event. Undefined when it is neither.
 */
export function readLetter({ Body, MessageAttributes = {} }: Message): Letter | undefined {
  const body = json(Body);
  const target = MessageAttributes.TARGET_ARN?.StringValue;
  if (target) {
    const event = Event.safeParse(body).data;
    if (!event) return undefined;
    // A workflow's rule hands over the event's detail alone.
    const payload = target.split(':')[2] === 'states' ? event.detail : body;
    return { left: 'rule', target, payload, ...about(body), error: MessageAttributes.ERROR_CODE?.StringValue ?? 'unknown' };
  }
  const envelope = FromFunction.safeParse(body).data;
  if (!envelope || envelope.requestPayload === undefined) return undefined;
  const { requestContext, requestPayload, responsePayload } = envelope;
  const error = responsePayload?.errorType ?? requestContext.condition;
  return { left: 'function', target: requestContext.functionArn, payload: requestPayload, ...about(requestPayload), error };
}

function about(event: unknown): { type: string; eventId: string } {
  const read = Event.safeParse(event).data;
  return { type: read?.['detail-type'] ?? 'unknown', eventId: read?.detail.metadata?.eventId ?? read?.id ?? 'unknown' };
}

function json(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
