import { deadLetters } from '../services/destinations.ts';
import { jsonResponse } from '../services/http-request.ts';
import { type Lever, membersOf, problem, shows } from './lever.ts';
import { showExecution } from './show-execution.ts';

/** Levers that show what happened. */
export const observing: readonly Lever[] = [
  shows('/local/mailbox.json', ({ fakes }, query) => fakes.mail.mails(query.get('to') ?? undefined)),
  shows('/local/slack.json', ({ fakes }) => fakes.slack.all()),
  shows('/local/connect.json', ({ fakes }) => fakes.connect.all()),
  shows('/local/webhooks.json', ({ fakes }) => fakes.webhooks.all()),
  shows('/local/logs.json', ({ logs }) => logs.all()),
  shows('/local/events.json', ({ bus }) => bus.all()),
  shows('/local/effects.json', ({ effects }) => effects.all()),
  shows('/local/dead-letters.json', ({ store }) => deadLetters(store)),
  shows('/local/faults.json', ({ guard }) => guard.faults.list()),
  shows('/local/executions.json', (cloud, query) =>
    cloud.workflows.executions
      .list(query.get('caseId') ?? undefined)
      .map((execution) => showExecution(cloud, execution, query.get('data') === 'true')),
  ),
  {
    method: 'DELETE',
    path: '/local/executions/{}',
    pull: (cloud, { part }) => {
      const execution = cloud.workflows.executions.named(part);
      if (execution === undefined) return problem(404, `There is no execution called ${part}.`);
      if (execution.status !== 'RUNNING') return problem(409, `The execution ${part} has ended: ${execution.status}.`);
      cloud.states.abort(execution, 'Local.Aborted', 'Ended by hand under /local/executions');
      return jsonResponse(200, { name: part, status: 'ABORTED' });
    },
  },
  {
    method: 'POST',
    path: '/local/events',
    pull: ({ bus, model, store }, { body }) => {
      const { detailType, detail, source, bus: wanted } = membersOf(body);
      const errors: { pointer: string; message: string }[] = [];
      if (typeof detailType !== 'string' || detailType === '')
        errors.push({ pointer: '/detailType', message: 'must name the event, such as shop.order.placed.v1' });
      if (typeof detail !== 'object' || detail === null) errors.push({ pointer: '/detail', message: 'must be an object' });
      if (errors.length > 0) return problem(422, 'The event is not complete.', errors);
      const name = String(wanted ?? model.buses.find((each) => each !== 'default') ?? 'default');
      const id = store.transaction(() =>
        bus.announce(name, { source: String(source ?? sourceOf(String(detailType))), detailType: String(detailType), detail }),
      );
      return jsonResponse(200, { eventId: id });
    },
  },
];

/** `shop.order.placed.v1` comes from the shop; anything else that is put by hand plays our own log. */
function sourceOf(detailType: string): string {
  return detailType.startsWith('shop.') ? 'shop' : 'redress';
}
