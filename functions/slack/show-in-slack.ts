import { createHash } from 'node:crypto';
import * as z from 'zod';
import { chosenChannels, otherChannels } from '../../domain/approvals/how-to-tell.ts';
import { type Asked, whoDecides } from '../../domain/approvals/who-decides.ts';
import { ChannelRefused, ChannelUnavailable } from '../../domain/errors.ts';
import { ApprovalId, Instant } from '../../domain/identifiers.ts';
import { type Slack, slack } from '../adapters/slack.ts';
import { type KeptPlace, leaseSeconds, type SlackPlaces, slackPlaces } from '../adapters/slack-places.ts';
import { type ApprovalDesk, approvalDesk, deciders, readApproval } from '../approvals/approval-desk.ts';
import { approvalView } from '../approvals/approval-view.ts';
import { log } from '../runtime/logger.ts';
import { settings } from '../runtime/settings.ts';
import { task } from '../runtime/task.ts';
import { approvalMessage, type SlackMessage } from './approval-blocks.ts';

interface Deps {
  readonly desk: Pick<ApprovalDesk, 'approvals' | 'cases' | 'policies' | 'people'>;
  readonly places: SlackPlaces;
  readonly slack: Slack;
  readonly workspace: { readonly team: string; readonly channel: string | undefined };
  readonly publicUrl: string;
}

/** Where a message is wanted: a person's direct messages, or the channel of the shop. */
interface Target {
  readonly target: string;
  readonly channel: string;
}

/** How an approval stands, as far as Slack is to show it. */
interface Standing {
  readonly wanted: readonly Target[];
  readonly reminded: readonly string[];
  readonly step: string;
  message(target: string): SlackMessage;
}

const patienceHours = 24;
const rounds = 4;

/**
 * Makes Slack show an approval as it stands now: posts where a message is wanted and none is, brings every message up to date, reminds.
 * Whatever happened is read from the approval, so events may come twice, late or in any order. `later`: Slack asked for patience;
 * `given-up`: it did not answer for a day (the mail has gone long ago).
 */
export const { handler, run } = task({
  input: z.object({ approvalId: ApprovalId, since: Instant }),
  output: z.object({ outcome: z.enum(['shown', 'later', 'given-up']), until: Instant.optional() }),
  connect: (): Deps => {
    const { publicUrl, slack: workspace } = settings();
    return { desk: approvalDesk(), places: slackPlaces(), slack: slack(), workspace, publicUrl };
  },
  run: async ({ approvalId, since }, deps, { now }) => {
    try {
      for (let round = 0; round < rounds; round += 1) {
        const standing = await standingOf(approvalId, deps, now);
        const kept = await deps.places.of(approvalId);
        if (!(await bring(approvalId, standing, kept, deps, now))) break;
      }
      return { outcome: 'shown' as const };
    } catch (error) {
      if (!(error instanceof ChannelUnavailable)) throw error;
      log('slack unavailable', { approvalId });
      if (now.getTime() - Date.parse(since) > patienceHours * 3_600_000) return { outcome: 'given-up' as const };
      return { outcome: 'later' as const, until: new Date(now.getTime() + (error.retryAfterSeconds ?? 60) * 1000).toISOString() };
    }
  },
});

async function standingOf(approvalId: string, { desk, workspace, publicUrl }: Deps, now: Date): Promise<Standing> {
  const { approval, matter } = await readApproval(desk, approvalId);
  const rules = await deciders(desk, now);
  const view = approvalView({ approval, matter, deciders: rules }, now);
  const asked = view.status === 'open' ? whoDecides(approval, matter, rules.rules, rules.staff, now).asked : [];
  const people = asked.flatMap((one) => (wantsSlack(one, approval.chased, workspace.team) ? [targetOf(one)] : []));
  return {
    wanted: [...people, ...(asked.length > 0 && workspace.channel ? [{ target: 'channel', channel: workspace.channel }] : [])],
    reminded: view.status === 'open' ? approval.reminded : [],
    step: `${approval.level}.${approval.raised}`,
    message: (target) => {
      const mayDecide = target === 'channel' || asked.some(({ personId }) => personId === target);
      return approvalMessage({ view, caseUrl: `${publicUrl}/console#${approval.caseId}`, asked: mayDecide });
    },
  };
}

/** They chose Slack, or an hour went by without their looking at what they chose. */
function wantsSlack({ person, personId }: Asked, chased: readonly string[], team: string): boolean {
  if (person.slack?.team !== team) return false;
  return chosenChannels(person).includes('slack') || (chased.includes(personId) && otherChannels(person).includes('slack'));
}

const targetOf = ({ person, personId }: Asked): Target => ({ target: personId, channel: person.slack?.user ?? '' });
const hashOf = (message: SlackMessage): string => createHash('sha256').update(JSON.stringify(message)).digest('hex').slice(0, 16);

/** One round; true when it changed something, so that a standing that moved on meanwhile is looked at once more. */
async function bring(approvalId: string, standing: Standing, kept: readonly KeptPlace[], deps: Deps, now: Date): Promise<boolean> {
  let changed = false;
  for (const { target, channel } of standing.wanted) {
    if (kept.some((place) => place.target === target && place.ts)) continue;
    if (!(await deps.places.claim(approvalId, target, now)))
      throw new ChannelUnavailable('posted elsewhere', { retryAfterSeconds: leaseSeconds + 1 });
    changed = (await unlessRefused(() => post(approvalId, { target, channel }, standing, deps), approvalId)) || changed;
  }
  for (const place of kept) {
    changed = (await unlessRefused(() => update(approvalId, place, standing, deps), approvalId)) || changed;
  }
  return changed;
}

async function post(approvalId: string, { target, channel }: Target, { message }: Standing, { slack, places }: Deps): Promise<boolean> {
  const words = message(target);
  const place = await slack.post(channel, words).catch(async (error: unknown) => {
    // A call that was not answered may have been heard: only a no gives the right to post back at once.
    const no = error instanceof ChannelRefused || (error instanceof ChannelUnavailable && error.retryAfterSeconds !== undefined);
    if (no) await places.release(approvalId, target);
    throw error;
  });
  await places.posted(approvalId, target, place, hashOf(words));
  log('slack told', { approvalId });
  return true;
}

async function update(
  approvalId: string,
  { target, channel, ts, shown }: KeptPlace,
  standing: Standing,
  { slack, places }: Deps,
): Promise<boolean> {
  if (!channel || !ts) return false;
  if (standing.reminded.includes(target) && (await places.remind(approvalId, target, standing.step)))
    await slack.reply({ channel, ts }, 'A reminder: this still waits for your decision.');
  const words = standing.message(target);
  if (hashOf(words) === shown) return false;
  await slack.update({ channel, ts }, words);
  await places.showing(approvalId, target, hashOf(words));
  return true;
}

/** A place that Slack refuses (somebody left the workspace, an archived channel) keeps nobody else waiting; mail follows in an hour. */
async function unlessRefused(act: () => Promise<boolean>, approvalId: string): Promise<boolean> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof ChannelRefused)) throw error;
    log('slack refused', { approvalId, error: error.message });
    return false;
  }
}
