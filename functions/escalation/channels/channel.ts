import type { Person } from '../../../domain/people/people-policy.ts';
import type { EscalationCall } from '../escalation-call.ts';

/** One way to reach colleagues. Slack and Amazon Connect join behind the same port. */
export interface Channel {
  /** Not set up at this stage: mail goes instead. */
  readonly available: boolean;
  /** Tells them. Safe to repeat. Throws ChannelUnavailable (try again) or ChannelRefused (do not). */
  tell(call: EscalationCall, people: readonly Person[], now: Date): Promise<void>;
}

export type Channels = Readonly<Record<EscalationCall['channel'], Channel>>;
