import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type PublishedPolicy, policySchemas } from '../../domain/policies.ts';
import { en } from '../../domain/texts/en.ts';
import { id } from '../../domain/texts/id.ts';
import { logEn } from '../../domain/texts/log-en.ts';
import { logId } from '../../domain/texts/log-id.ts';
import { noticesEn } from '../../domain/texts/notices-en.ts';
import { noticesId } from '../../domain/texts/notices-id.ts';
import { readPolicy } from '../../functions/policies/read-policy.ts';
import { recognisePolicy } from '../recognise-policy.ts';
import type { Finding } from './finding.ts';

/** One catalogue of texts in two languages. */
export interface Catalogue {
  readonly file: string;
  readonly english: Readonly<Record<string, unknown>>;
  readonly indonesian: Readonly<Record<string, unknown>>;
}

/** The catalogues that customers read from. */
export const catalogues: readonly Catalogue[] = [
  { file: 'domain/texts/id.ts', english: en, indonesian: id },
  { file: 'domain/texts/log-id.ts', english: logEn, indonesian: logId },
  { file: 'domain/texts/notices-id.ts', english: noticesEn, indonesian: noticesId },
];

const blanks = (text: unknown): string => [...new Set(JSON.stringify(text ?? '').match(/\{\w+\}/g) ?? [])].sort().join(' ');

/** Texts that one language has and the other lacks, or whose blanks differ. */
export function checkTranslations(all: readonly Catalogue[] = catalogues): Finding[] {
  return all.flatMap(({ file, english, indonesian }) =>
    [...new Set([...Object.keys(english), ...Object.keys(indonesian)])].flatMap((key): Finding[] => {
      const [one, other] = [english[key], indonesian[key]];
      if (!one || !other)
        return [{ about: `text ${key}`, wrong: `it is not there in ${one ? 'Indonesian' : 'English'}`, cure: `write it in ${file}` }];
      if (blanks(one) === blanks(other)) return [];
      return [{ about: `text ${key}`, wrong: `its blanks differ: ${blanks(one)} and ${blanks(other)}`, cure: `use the same in ${file}` }];
    }),
  );
}

/** Policy files before they are published: each wrong field by its pointer. */
export function checkPolicies(files: readonly string[]): Finding[] {
  return files.flatMap((file): Finding[] => {
    const body = parsed(file);
    if (body === undefined)
      return [{ about: `policy ${file}`, wrong: 'it cannot be read as JSON', cure: 'correct the path or the commas' }];
    const known = Object.keys(policySchemas) as PublishedPolicy[];
    const name = known.find((one) => one === basename(file).split('.')[0]) ?? known.find((one) => one === recognisePolicy(body));
    if (!name)
      return [{ about: `policy ${file}`, wrong: 'nothing tells which policy it is', cure: `name the file ${known.join('.json, ')}.json` }];
    const policy = readPolicy(name, body);
    if (!('errors' in policy)) return [];
    return policy.errors.map(({ pointer, message }) => ({ about: `policy ${file}`, wrong: `${pointer || '/'} is wrong`, cure: message }));
  });
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
