import { InvokeCommand } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { type Slack, slack } from '../adapters/slack.ts';
import { type SlackKeys, slackKeys } from '../adapters/slack-secret.ts';
import { approvalDesk } from '../approvals/approval-desk.ts';
import { api } from '../runtime/api.ts';
import { lambdas } from '../runtime/clients.ts';
import { log } from '../runtime/logger.ts';
import { Problem } from '../runtime/problem.ts';
import { type RouteRequest, route } from '../runtime/route.ts';
import { settings } from '../runtime/settings.ts';
import { acknowledged, colleagueOf, press, type SlackDesk, send, unmapped, type Whisper } from './answer-in-slack.ts';
import { readCommand, readInteraction } from './interaction.ts';
import { lookUpCase } from './look-up-case.ts';
import { isSignedBySlack } from './slack-signature.ts';

interface Deps extends SlackDesk {
  readonly workspace: { readonly team: string; readonly app: string };
  readonly publicUrl: string;
  readonly slack: Pick<Slack, 'openModal'>;
  keys(): Promise<Pick<SlackKeys, 'signingSecret' | 'formerSigningSecret'>>;
}
type Signed = Pick<RouteRequest, 'rawBody' | 'header' | 'now'>;

const headers = ['X-Slack-Signature', 'X-Slack-Request-Timestamp'];
const refusals = {
  400: 'What was signed is no form of Slack’s.',
  401: 'The signature, the workspace or the app is not ours, or the time is off.',
};

const interactions = (path: string) =>
  route({
    method: 'POST',
    path,
    summary: 'Buttons and modals of our messages in Slack, signed by Slack',
    caller: 'anyone',
    headers,
    answers: { 200: z.unknown(), ...refusals },
    run: async (request, deps: Deps) => {
      await mustBeSigned(request, deps);
      const interaction = readInteraction(request.rawBody);
      mustBeOurs(interaction, deps);
      if (interaction.kind === 'pressed') return await press(interaction, deps, request.now);
      return interaction.kind === 'sent' ? await send(interaction, deps, request.now) : acknowledged;
    },
  });

const commands = (path: string) =>
  route({
    method: 'POST',
    path,
    summary: 'The slash command /returns, signed by Slack',
    caller: 'anyone',
    headers,
    answers: { 200: z.object({ response_type: z.literal('ephemeral'), text: z.string() }), ...refusals },
    run: async (request, deps: Deps) => {
      await mustBeSigned(request, deps);
      const command = readCommand(request.rawBody);
      mustBeOurs(command, deps);
      const person = await colleagueOf(deps.desk, command, request.now);
      const text = person ? await lookUpCase(command.text, deps.desk.cases, deps.publicUrl) : unmapped;
      return { status: 200, body: { response_type: 'ephemeral', text } };
    },
  });

/** What Slack sends: only what it signed, for our workspace and app. Writes what was decided, acknowledges, and leaves the rest to others. */
export const { handler, routes } = api({
  connect: (): Deps => {
    const { slack: workspace, publicUrl } = settings();
    return { desk: approvalDesk(), slack: slack(), whisper: whisperLater, workspace, publicUrl, keys: slackKeys };
  },
  routes: [
    interactions('/slack/interactions'),
    interactions('/v1/slack/interactions'),
    commands('/slack/commands'),
    commands('/v1/slack/commands'),
  ],
});

async function mustBeSigned({ rawBody, header, now }: Signed, { keys }: Deps): Promise<void> {
  const { signingSecret, formerSigningSecret } = await keys();
  const given = { timestamp: header('x-slack-request-timestamp'), signature: header('x-slack-signature') };
  const secrets = formerSigningSecret ? [signingSecret, formerSigningSecret] : [signingSecret];
  if (!isSignedBySlack(rawBody, given, secrets, now)) throw refused('signature');
}

function mustBeOurs({ team, app }: { team: string; app: string }, { workspace }: Deps): void {
  if (team !== workspace.team) throw refused('team');
  if (app !== workspace.app) throw refused('app');
}

function refused(what: 'signature' | 'team' | 'app'): Problem {
  log('webhook refused', { error: what });
  return new Problem(401, what, 'This does not come from our Slack app. Check the signing secret, the workspace, the app and the clock.');
}

/** Another function tells it, so that Slack is not kept waiting. */
async function whisperLater(whisper: Whisper): Promise<void> {
  const Payload = JSON.stringify(whisper);
  await lambdas().send(new InvokeCommand({ FunctionName: settings().slack.whisperFunction, InvocationType: 'Event', Payload }));
}
