import { GetAccountCommand, GetEmailIdentityCommand } from '@aws-sdk/client-sesv2';
import type { Stage } from '../../infra/stages.ts';
import type { Clients } from './clients.ts';
import { type Finding, nameOf } from './finding.ts';

/** Would mail leave, and reach anybody? */
export async function checkMail({ mailIdentity, mailFrom }: Stage, { ses }: Clients): Promise<Finding[]> {
  const findings: Finding[] = [];
  const { ProductionAccessEnabled, SendingEnabled } = await ses.send(new GetAccountCommand({}));
  if (!ProductionAccessEnabled) {
    const cure = 'ask for production access: SES console, Account dashboard (a day); until then verify each address that you try with';
    findings.push({ about: 'SES sandbox', wrong: 'SES mails only to verified addresses: customers get nothing', cure });
  }
  if (SendingEnabled === false) {
    const cure = 'see why under SES console, Reputation metrics, mend it and answer the case that AWS opened';
    findings.push({ about: 'SES sending', wrong: 'AWS has paused sending for this account', cure });
  }
  const cure = `verify ${mailIdentity}: SES console, Identities, Create identity; publish the DNS records that it shows`;
  try {
    const { VerifiedForSendingStatus } = await ses.send(new GetEmailIdentityCommand({ EmailIdentity: mailIdentity }));
    if (!VerifiedForSendingStatus)
      findings.push({ about: 'SES identity', wrong: `${mailIdentity} is not verified yet: nothing leaves from ${mailFrom}`, cure });
  } catch (error) {
    if (nameOf(error) !== 'NotFoundException') throw error;
    findings.push({ about: 'SES identity', wrong: `SES does not know ${mailIdentity}: nothing leaves from ${mailFrom}`, cure });
  }
  return findings;
}
