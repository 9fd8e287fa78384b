import type { Effect, EffectList } from './effects.ts';
import { failureOf } from './fault-errors.ts';
import type { Fault } from './fault-modes.ts';
import type { Faults } from './faults.ts';
import { timeoutError } from './service-error.ts';

const BEFORE = ['kill-before', 'refuse', 'throttle', 'conflict', 'timeout-before'];
const AFTER = ['kill-after', 'timeout-after'];
const READING = /^(Get|Query|Scan|BatchGet|TransactGet|Describe|Head|Read|List)/;
/** Modes that change what a service does rather than whether it answers; `act` gets them. */
const WITHIN = ['duplicate', 'lose', 'pending'];

/** Ends this process as a power cut would. */
function kill(): never {
  process.kill(process.pid, 'SIGKILL');
  // The signal arrives at once; this only keeps anything else from happening first.
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
}

/** Every call to the outside goes through here: noted as an effect, and struck by the fault that is due. */
export class Guard {
  private readonly effects: EffectList;
  readonly faults: Faults;

  constructor(effects: EffectList, faults: Faults) {
    this.effects = effects;
    this.faults = faults;
  }

  /** Performs `act`, whose work is committed when it returns. Throws what the service would throw under a fault. */
  call<T>(effect: Effect, act: (twist: Fault | undefined) => T, input?: unknown): T {
    this.before(effect, input);
    const result = act(this.twist(effect));
    if (result instanceof Promise) {
      return result.then((output: unknown) => {
        this.after(effect);
        return output;
      }) as T;
    }
    this.after(effect);
    return result;
  }

  /** A table's duplicates happen in its stream, and asking cannot be bent. */
  private twist(effect: Effect): Fault | undefined {
    return effect.service === 'table' || READING.test(effect.operation) ? undefined : this.faults.strike(effect, WITHIN);
  }

  /** Where only a power cut makes sense, since nobody outside is asked. */
  killPoint(effect: Effect, mode: 'kill-before' | 'kill-after'): void {
    this.effects.saw(effect);
    if (this.faults.strike(effect, [mode])) kill();
  }

  before(effect: Effect, input?: unknown): void {
    // Asking changes nothing, so a kill around it is no place of its own.
    if (!READING.test(effect.operation)) this.effects.saw(effect);
    const fault = this.faults.strike(effect, BEFORE);
    if (fault?.mode === 'kill-before') kill();
    if (fault !== undefined) throw failureOf(fault, effect, input);
  }

  after(effect: Effect): void {
    const fault = this.faults.strike(effect, AFTER);
    if (fault?.mode === 'kill-after') kill();
    if (fault !== undefined) throw timeoutError(effect.operation);
  }
}
