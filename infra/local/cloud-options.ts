import type { Stack } from './template/template.ts';

/** How to start the local cloud. */
export interface CloudOptions {
  /** 4100 unless said; 0 takes any free port. */
  readonly port?: number;
  /** A folder that keeps everything; without one all is forgotten at the end. */
  readonly data?: string;
  readonly virtualTime?: boolean;
  /** Where virtual time begins, RFC 3339; the present unless said. */
  readonly now?: string;
  readonly limits?: 'on' | 'off';
  /** Draws chance in virtual time. */
  readonly seed?: number;
  /** Other stacks than those of infra/app.ts, for tests of the local cloud itself. */
  readonly stacks?: readonly Stack[];
  /** Whether a first start publishes policies and imports orders; yes unless said. */
  readonly seeded?: boolean;
  /** Hears what takes long. */
  readonly progress?: (doing: string, blocking?: boolean) => void;
}
