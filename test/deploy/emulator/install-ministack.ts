import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { progress } from './progress.ts';
import { mustRun, runCommand } from './run-command.ts';

/** The emulator's version: docs/emulators.md and its probes speak of this one. */
export const ministackVersion = '1.4.21';
/** MiniStack signs the tokens of user pools with it, and leaves them unsigned without. */
const cryptography = 'cryptography==50.0.2';
const build = resolve(import.meta.dirname, '../../../build');

/**
 * Installs MiniStack from PyPI into a virtual environment below the build folder, once, and answers with its command. Throws an Error
 * that says what is missing on this machine.
 */
export async function installMiniStack(): Promise<string> {
  const home = join(build, `ministack-${ministackVersion}-signing`);
  const command = join(home, 'bin/ministack');
  if (existsSync(join(home, 'installed'))) return command;
  progress(`installing MiniStack ${ministackVersion} from PyPI`);
  mkdirSync(build, { recursive: true });
  rmSync(home, { recursive: true, force: true });
  const made = await runCommand('python3', ['-m', 'venv', home]).catch(() => ({ code: 1, said: 'there is no python3' }));
  if (made.code !== 0) throw new Error(`${cure}\n${made.said}`);
  await mustRun(join(home, 'bin/pip'), [
    'install',
    '--quiet',
    '--disable-pip-version-check',
    `ministack==${ministackVersion}`,
    cryptography,
  ]);
  // The mark comes last: an installation that was interrupted is made anew.
  mkdirSync(join(home, 'installed.part'));
  renameSync(join(home, 'installed.part'), join(home, 'installed'));
  return command;
}

const cure =
  'The deploy test needs Python 3.10 or later with venv (Debian: apt-get install python3-venv), or AWS_ENDPOINT_URL set to an emulator that runs.';
