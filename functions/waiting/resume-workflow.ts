import { SendTaskFailureCommand, SendTaskSuccessCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { answerTo } from '../../domain/returns/questions.ts';
import { isRefundable, openPieces } from '../../domain/returns/refund-standing.ts';
import type { ReturnCase } from '../../domain/returns/return-case.ts';
import { cases } from '../adapters/cases.ts';
import { type StoredToken, type TokenReader, vault } from '../adapters/vault.ts';
import { stateMachines } from '../runtime/clients.ts';
import { log } from '../runtime/logger.ts';
import { subscriber } from '../runtime/subscriber.ts';
import { answering } from './answering.ts';

interface Deps {
  readonly cases: Pick<ReturnType<typeof cases>, 'read'>;
  readonly vault: TokenReader;
  readonly states: Pick<SFNClient, 'send'>;
}

/**
 * Resumes a waiting step once its case answers the question, whichever came last: hears both that a step waits and whatever may be
 * an answer, and each time reads case and tokens afresh. A step whose execution lost the case to a restart ends. The only reader of tokens.
 */
export const { handler, run, hears } = subscriber({
  hears: answering,
  connect: (): Deps => ({ cases: cases(), vault: vault(), states: stateMachines() }),
  run: async ({ metadata: { caseId } }, deps) => {
    const tokens = await deps.vault.tokensOf(caseId);
    const subject = tokens.length > 0 ? await deps.cases.read(caseId) : undefined;
    if (!subject) return;
    for (const token of tokens) await resume(token, subject, deps);
  },
});

async function resume(waiting: StoredToken, subject: ReturnCase, { states, vault }: Deps): Promise<void> {
  const { question, execution, token: taskToken } = waiting;
  const { caseId, keepItem } = subject;
  const lost = execution !== subject.execution;
  const answer = answerTo(question, subject);
  if (!lost && answer === undefined) return;
  const output = JSON.stringify({ answer, keepItem, refundable: isRefundable(subject), open: openPieces(subject) });
  try {
    if (lost) await states.send(new SendTaskFailureCommand({ taskToken, error: 'ClaimLost' }));
    else await states.send(new SendTaskSuccessCommand({ taskToken, output }));
    log('workflow resumed', { caseId, question, status: lost ? 'overtaken' : 'answered' });
  } catch (error) {
    if (!(error instanceof Error) || !gone.has(error.name)) throw error;
    log('token dropped', { caseId, question, error: error.name });
  }
  await vault.drop(caseId, waiting);
}

/** Nobody waits with this token any more: it goes, the answer stays. */
const gone = new Set(['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken']);
