import type { Cloud } from '../cloud.ts';
import type { LocalRequest, LocalResponse } from '../services/http-request.ts';
import { eventsPage } from './events-page.ts';
import { executionPage } from './execution-page.ts';
import { executionsPage } from './executions-page.ts';
import { logsPage } from './logs-page.ts';
import { mailboxPage, mailPage } from './mailbox-pages.ts';
import { overviewPage } from './overview-page.ts';
import { paymentsPage } from './payments-page.ts';

/** The page of a path under /local/, or undefined when there is none. */
export function pageFor(cloud: Cloud, { method, path, query }: LocalRequest): LocalResponse | undefined {
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  const [, , name = '', part] = path.split('/');
  const asked = new URLSearchParams(query);
  if (part !== undefined && part !== '') {
    if (name === 'executions') return executionPage(cloud, decodeURIComponent(part));
    return name === 'mailbox' ? mailPage(cloud, Number(part)) : undefined;
  }
  switch (name) {
    case '':
      return overviewPage(cloud);
    case 'mailbox':
      return mailboxPage(cloud, asked.get('to') ?? undefined);
    case 'payments':
      return paymentsPage(cloud);
    case 'executions':
      return executionsPage(cloud, asked.get('caseId') ?? undefined);
    case 'events':
      return eventsPage(cloud);
    case 'logs':
      return logsPage(cloud);
    default:
      return undefined;
  }
}
