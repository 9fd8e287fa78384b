import { formatMoney } from '../../domain/format-money.ts';
import { personIdOf } from '../../domain/identifiers.ts';
import { PeoplePolicy, type Person } from '../../domain/people/people-policy.ts';
import { policyBody } from '../adapters/policies.ts';
import type { Slack } from '../adapters/slack.ts';
import { answerApproval, type Said } from '../approvals/answer-approval.ts';
import { type ApprovalDesk, readApproval } from '../approvals/approval-desk.ts';
import type { AgentCaller } from '../runtime/caller.ts';
import { log } from '../runtime/logger.ts';
import { asProblem, type Problem } from '../runtime/problem.ts';
import type { Answer } from '../runtime/route.ts';
import type { About, Pressed, Sent } from './interaction.ts';
import { explanation, type Missing, modalFor } from './modals.ts';
import { inert } from './plain-words.ts';

/** Something that only one user is told, after the acknowledgement. */
export interface Whisper {
  readonly user: string;
  readonly channel: string | undefined;
  readonly responseUrl: string | undefined;
  readonly text: string;
}

export interface SlackDesk {
  readonly desk: ApprovalDesk;
  readonly slack: Pick<Slack, 'openModal'>;
  whisper(whisper: Whisper): Promise<void>;
}

export const acknowledged: Answer = { status: 200, body: '', headers: { 'content-type': 'text/plain' } };
const actions = new Set<string>(['approve', 'refuse', 'ask', 'reassign'] satisfies Said['decision'][]);
const isAction = (action: string): action is Said['decision'] => actions.has(action);

export const unmapped = 'Nobody here knows you yet: ask a manager to add your Slack user to the people policy.';

/** The colleague behind a Slack user, as the people policy maps them. */
export async function colleagueOf(
  { policies }: Pick<ApprovalDesk, 'policies'>,
  { team, user }: { team: string; user: string },
  now: Date,
): Promise<Person | undefined> {
  const staff = policyBody(PeoplePolicy, await policies.inForce('people', now));
  return staff.find(({ slack }) => slack?.team === team && slack.user === user);
}

function callerOf({ email }: Person): Pick<AgentCaller, 'personId' | 'email'> {
  return { personId: personIdOf(email), email };
}

/** A press of a button. What still needs words opens a modal at once; everything else is said by the message that changes, or whispered. */
export async function press(pressed: Pressed, deps: SlackDesk, now: Date): Promise<Answer> {
  const { action, about, user, channel, responseUrl } = pressed;
  if (!isAction(action) || !about) return acknowledged;
  const tell = async (text: string): Promise<Answer> => {
    await deps.whisper({ user, channel, responseUrl, text });
    return acknowledged;
  };
  const person = await colleagueOf(deps.desk, pressed, now);
  if (!person) return await tell(unmapped);
  const problem = await problemOf(action, about, {}, person, deps.desk, now);
  if (!problem) return acknowledged;
  const missing = missingIn(problem, action);
  if (!missing) return await tell(problem.detail);
  try {
    const { approval } = await readApproval(deps.desk, about.approvalId);
    const what = `${approval.caseId}: ${formatMoney({ amount: approval.amount, currency: approval.currency }, 'en-GB')}`;
    await deps.slack.openModal(pressed.triggerId ?? '', modalFor(action, missing, about, what));
    return acknowledged;
  } catch (error) {
    log('slack refused', { approvalId: about.approvalId, error: error instanceof Error ? error.message : 'unknown' });
    return await tell('Slack did not open the form. Press the button once more, or use the link to the case.');
  }
}

/** A modal that was sent off: closed when it is done, else it says what to change, or why nothing changed. */
export async function send(sent: Sent, deps: SlackDesk, now: Date): Promise<Answer> {
  const { action, about, entered, chosenUser, team } = sent;
  if (!isAction(action) || !about) return acknowledged;
  const person = await colleagueOf(deps.desk, sent, now);
  if (!person) return modal({ response_action: 'update', view: explanation(unmapped) });
  const heir = chosenUser ? await colleagueOf(deps.desk, { team, user: chosenUser }, now) : undefined;
  if (chosenUser && !heir)
    return modal({ response_action: 'errors', errors: { to: 'The people policy does not know this Slack user. Choose somebody else.' } });
  const said = { ...entered, ...(heir ? { to: heir.email } : {}) };
  const problem = await problemOf(action, about, said, person, deps.desk, now);
  if (!problem) return acknowledged;
  const missing = missingIn(problem, action);
  if (missing) return modal({ response_action: 'errors', errors: { [missing]: inert(problem.detail) } });
  return modal({ response_action: 'update', view: explanation(problem.detail) });
}

const modal = (body: object): Answer => ({ status: 200, body });

/** Says it to the approval; undefined when it was taken (or had been before). */
async function problemOf(
  decision: Said['decision'],
  { approvalId, terms }: About,
  { reason, question, to }: Partial<Pick<Said, 'reason' | 'question' | 'to'>>,
  person: Person,
  desk: ApprovalDesk,
  now: Date,
): Promise<Problem | undefined> {
  const more = { ...trimmed('reason', reason), ...trimmed('question', question), ...trimmed('to', to) };
  try {
    await answerApproval(desk, { approvalId, by: callerOf(person), said: { decision, terms, ...more }, channel: 'slack' }, now);
    return undefined;
  } catch (error) {
    const problem = asProblem(error);
    if (problem.status >= 500) throw error;
    return problem;
  }
}

function trimmed<K extends string>(name: K, text: string | undefined): Partial<Record<K, string>> {
  const written = text?.trim().slice(0, 2000);
  return written ? ({ [name]: written } as Partial<Record<K, string>>) : {};
}

const fields: Readonly<Record<Said['decision'], Missing | undefined>> = {
  approve: undefined,
  refuse: 'reason',
  ask: 'question',
  reassign: 'to',
};

/** The field that the approval says is missing or wrong, when this action has a form for it. */
function missingIn({ status, extra }: Problem, action: Said['decision']): Missing | undefined {
  const missing = fields[action];
  return status === 422 && extra.errors?.some(({ pointer }) => pointer === `/${missing}`) ? missing : undefined;
}
