import type { VNode } from 'preact';
import { call } from '../api.ts';
import { moment } from '../language.ts';
import type { CaseView } from './case-facts.tsx';
import { Input, TextArea } from './field.tsx';
import { Form } from './form.tsx';
import { Conversation } from './return-story.tsx';
import { useAction } from './working.ts';

interface CareProps {
  readonly view: CaseView;
  readonly token: string;
  readonly onView: (view: CaseView) => void;
}

/** One text that is sent off: its form empties once it is taken. */
function Say({ label, button, say }: { label: string; button: string; say: (text: string) => Promise<void> }): VNode {
  const { busy, problem, run } = useAction();
  return (
    <Form
      class="panel"
      problem={problem}
      onValues={({ text = '' }, form) =>
        run(async () => {
          await say(text);
          form.reset();
        })
      }
    >
      <TextArea label={label} name="text" required />
      <button type="submit" class="second" disabled={busy}>
        {button}
      </button>
    </Form>
  );
}

/** Messages with the customer, notes among colleagues, and whose case it is. */
export function CaseCare({ view, token, onView }: CareProps): VNode {
  const { busy, problem, run } = useAction();
  const params = { caseId: view.caseId };
  return (
    <>
      <Conversation view={view} names={{ customer: view.customer?.name ?? 'Customer', shop: 'Us' }} />
      <Say
        label="Write to the customer"
        button="Send"
        say={async (text) => onView(await call('POST /v1/agent/cases/{caseId}/messages', { text }, { params, token }))}
      />
      {view.notes.length > 0 ? (
        <section>
          <h2>Notes</h2>
          <ul class="conversation">
            {view.notes.map((note) => (
              <li key={`${note.at}${note.text}`}>
                <strong>{note.by}</strong> <time dateTime={note.at}>{moment(note.at)}</time>
                <p class="said" dir="auto">
                  {note.text}
                </p>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <Say
        label="Note for colleagues"
        button="Keep the note"
        say={async (text) => onView(await call('POST /v1/agent/cases/{caseId}/notes', { text }, { params, token }))}
      />
      <Form
        class="panel"
        problem={problem}
        onValues={({ to = '' }, form) =>
          run(async () => {
            onView(await call('POST /v1/agent/cases/{caseId}/assign', { to }, { params, token }));
            form.reset();
          })
        }
      >
        <Input label="Give the case to" hint="A colleague’s address, a team or a role." name="to" required autoComplete="off" />
        <button type="submit" class="second" disabled={busy}>
          Assign
        </button>
      </Form>
    </>
  );
}
