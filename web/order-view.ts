import type { Operations } from './generated/operations.ts';

/** The order as its customer sees it, and one of its lines. */
export type OrderView = Operations['POST /v1/lookups/{lookupId}/code']['answer']['order'];
export type LineView = OrderView['lines'][number];
export type ReasonView = LineView['reasons'][number];
export type QuoteView = Operations['POST /v1/returns/quote']['answer'];
export type ReturnBody = Operations['POST /v1/returns']['body'];
export type ReturnView = Operations['GET /v1/returns/{caseId}']['answer'];
