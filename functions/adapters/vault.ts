import { DeleteCommand, type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Question } from '../../domain/returns/questions.ts';
import { documents } from '../runtime/clients.ts';
import { settings } from '../runtime/settings.ts';
import type { TransactItem } from './transaction.ts';

/** The token of a step that waits. It resumes the workflow for whoever holds it: never log it, mail it or put it on the bus. */
export const StoredToken = z.object({ question: Question, token: z.string(), execution: z.string(), storedAt: z.iso.datetime() });
export type StoredToken = z.infer<typeof StoredToken>;

/** Stores tokens. */
export interface TokenStore {
  /** The item that stores the token of a step; the former token of the same execution's step, if any, is replaced. */
  storeItem(caseId: string, token: StoredToken): TransactItem;
}

/** Reads and drops tokens. Only ResumeWorkflow may. */
export interface TokenReader {
  /** Every token of the case, strongly consistent. */
  tokensOf(caseId: string): Promise<readonly StoredToken[]>;
  /** Deletes the token unless another one has taken its place. */
  drop(caseId: string, token: StoredToken): Promise<void>;
}

const keyOf = (caseId: string, { question, execution }: Pick<StoredToken, 'question' | 'execution'>) => ({
  pk: `CASE#${caseId}`,
  sk: `TOKEN#${question}#${execution}`,
});
// A token outlives its step's backstop (a year) by a month, then nobody needs it.
const keptDays = 396;

export function vaultTable(documents: () => DynamoDBDocumentClient, table: string): TokenStore & TokenReader {
  return {
    storeItem: (caseId, token) => ({
      Put: {
        TableName: table,
        Item: { ...keyOf(caseId, token), ...token, ttl: Math.floor(Date.parse(token.storedAt) / 1000) + keptDays * 86_400 },
      },
    }),
    tokensOf: async (caseId) => {
      const { Items = [] } = await documents().send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :token)',
          ExpressionAttributeValues: { ':pk': `CASE#${caseId}`, ':token': 'TOKEN#' },
          ConsistentRead: true,
        }),
      );
      return Items.map((item) => StoredToken.parse(item));
    },
    drop: async (caseId, stored) => {
      try {
        await documents().send(
          new DeleteCommand({
            TableName: table,
            Key: keyOf(caseId, stored),
            ConditionExpression: 'attribute_not_exists(pk) OR #token = :token',
            ExpressionAttributeNames: { '#token': 'token' },
            ExpressionAttributeValues: { ':token': stored.token },
          }),
        );
      } catch (error) {
        if (!(error instanceof Error) || error.name !== 'ConditionalCheckFailedException') throw error;
      }
    },
  };
}

/** This stage's vault. */
export function vault(): TokenStore & TokenReader {
  return vaultTable(documents, settings().vaultTable);
}
