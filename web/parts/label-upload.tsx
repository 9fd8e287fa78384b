import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { call, upload } from '../api.ts';
import { Field } from './field.tsx';
import { Form } from './form.tsx';
import { useAction } from './working.ts';

/** The label or QR code that the customer asked for; from here the customer's time runs. */
export function LabelUpload({ caseId, token, onDone }: { caseId: string; token: string; onDone: () => Promise<void> }): VNode {
  const input = useRef<HTMLInputElement>(null);
  const { busy, problem, run } = useAction();
  const send = (): void =>
    run(async () => {
      const file = input.current?.files?.[0];
      if (!file) return;
      const uploadId = await upload(file, token, 'POST /v1/agent/uploads');
      await call('POST /v1/agent/cases/{caseId}/label', { uploadId }, { params: { caseId }, token });
      await onDone();
    });
  return (
    <Form class="panel" problem={problem} onValues={send}>
      <h2>The customer waits for a label</h2>
      <Field
        label="Label or QR code"
        hint="PDF, PNG, JPEG or WebP, up to 10 MB."
        name="label"
        required
        control={(own) => <input {...own} ref={input} type="file" accept="application/pdf,image/png,image/jpeg,image/webp" />}
      />
      <button type="submit" disabled={busy}>
        Send the label
      </button>
    </Form>
  );
}
