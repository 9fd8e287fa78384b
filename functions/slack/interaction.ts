import * as z from 'zod';
import { ApprovalId } from '../../domain/identifiers.ts';
import { Problem } from '../runtime/problem.ts';

/** What a button or a modal is about: the approval, and the revision of its terms that was shown. */
export interface About {
  readonly approvalId: string;
  readonly terms: number;
}

const Sender = { team: z.object({ id: z.string() }), user: z.object({ id: z.string() }), api_app_id: z.string() };

/** A press of a button under a message. */
const BlockActions = z.object({
  ...Sender,
  type: z.literal('block_actions'),
  trigger_id: z.string().optional(),
  response_url: z.string().optional(),
  container: z.object({ channel_id: z.string().optional() }).optional(),
  channel: z.object({ id: z.string() }).optional(),
  actions: z.array(z.object({ action_id: z.string(), value: z.string().optional() })).min(1),
});
const Entered = z.object({ value: z.string().nullish(), selected_user: z.string().nullish() });
/** A modal that was sent off. */
const ViewSubmission = z.object({
  ...Sender,
  type: z.literal('view_submission'),
  view: z.object({
    callback_id: z.string(),
    private_metadata: z.string(),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), Entered)) }),
  }),
});
const Command = z.object({
  team_id: z.string(),
  api_app_id: z.string(),
  user_id: z.string(),
  command: z.string(),
  text: z.string().default(''),
});

/** Who acts in which workspace through which app. */
interface From {
  readonly team: string;
  readonly app: string;
  readonly user: string;
}

export type Pressed = From & {
  readonly kind: 'pressed';
  readonly action: string;
  readonly about: About | undefined;
  readonly triggerId: string | undefined;
  readonly responseUrl: string | undefined;
  readonly channel: string | undefined;
};
export type Sent = From & {
  readonly kind: 'sent';
  readonly action: string;
  readonly about: About | undefined;
  /** By the name of the field. */
  readonly entered: Readonly<Record<string, string>>;
  readonly chosenUser: string | undefined;
};
export type Other = From & { readonly kind: 'other' };

/** What a signed form of Slack's says. Throws 400 for one that is none of theirs. */
export function readInteraction(rawBody: string): Pressed | Sent | Other {
  const payload = jsonOf(new URLSearchParams(rawBody).get('payload'));
  const pressed = BlockActions.safeParse(payload).data;
  if (pressed) {
    const { team, api_app_id: app, user, trigger_id: triggerId, response_url: responseUrl, actions } = pressed;
    const [{ action_id: action, value }] = actions as [(typeof actions)[number]];
    const channel = pressed.channel?.id ?? pressed.container?.channel_id;
    return { kind: 'pressed', team: team.id, app, user: user.id, action, about: aboutOf(value), triggerId, responseUrl, channel };
  }
  const sent = ViewSubmission.safeParse(payload).data;
  if (sent) {
    const { team, api_app_id: app, user, view } = sent;
    const fields = Object.values(view.state.values).flatMap((block) => Object.entries(block));
    const entered = Object.fromEntries(fields.flatMap(([name, { value }]) => (value ? [[name, value]] : [])));
    const chosenUser = fields.map(([, { selected_user }]) => selected_user).find((one) => typeof one === 'string') ?? undefined;
    const about = aboutOf(view.private_metadata);
    return { kind: 'sent', team: team.id, app, user: user.id, action: view.callback_id, about, entered, chosenUser };
  }
  const other = z.object(Sender).safeParse(payload).data;
  if (!other) throw new Problem(400, 'malformed', 'This is no interaction of Slack’s: a form with one field, `payload`, in JSON.');
  return { kind: 'other', team: other.team.id, app: other.api_app_id, user: other.user.id };
}

/** A slash command. Throws 400 for a form that is none. */
export function readCommand(rawBody: string): From & { readonly command: string; readonly text: string } {
  const command = Command.safeParse(Object.fromEntries(new URLSearchParams(rawBody))).data;
  if (!command) throw new Problem(400, 'malformed', 'This is no slash command of Slack’s: fields are missing.');
  const { team_id: team, api_app_id: app, user_id: user, text } = command;
  return { team, app, user, command: command.command, text: text.trim() };
}

/** `approvalId:terms`, as our buttons carry it. */
function aboutOf(value: string | undefined): About | undefined {
  const [, id, terms] = /^([0-9a-f]{32}):([1-9]\d{0,8})$/i.exec(value ?? '') ?? [];
  const approvalId = ApprovalId.safeParse(id?.toLowerCase()).data;
  return approvalId && terms ? { approvalId, terms: Number(terms) } : undefined;
}

function jsonOf(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
