import { expect, it } from 'vitest';
import { findRoute } from '../../../infra/local/services/routes.ts';

const keys = [
  'GET /v1/returns/{caseId}',
  'POST /v1/returns/quote',
  'POST /v1/returns/{caseId}',
  'ANY /v1/returns/{proxy+}',
  'ANY /v1/returns',
  'GET /healthz',
];
const routes = keys.map((key) => {
  const [method = '', path = ''] = key.split(' ');
  return { key, method, path, functionName: 'F' };
});

it.each([
  ['GET', '/v1/returns/R-1', 'GET /v1/returns/{caseId}', { caseId: 'R-1' }],
  ['POST', '/v1/returns/quote', 'POST /v1/returns/quote', {}],
  ['POST', '/v1/returns/R-1', 'POST /v1/returns/{caseId}', { caseId: 'R-1' }],
  ['POST', '/v1/returns/R-1/cancel', 'ANY /v1/returns/{proxy+}', { proxy: 'R-1/cancel' }],
  ['DELETE', '/v1/returns', 'ANY /v1/returns', {}],
  ['GET', '/v1/returns/a%20b', 'GET /v1/returns/{caseId}', { caseId: 'a b' }],
  ['GET', '/elsewhere', undefined, undefined],
  ['GET', '/v1/returns/', undefined, undefined],
])('%s %s goes to %s', (method, path, key, parameters) => {
  const match = findRoute(routes, method, path);
  expect(match?.route.key).toBe(key);
  expect(match?.parameters).toEqual(parameters);
});
