import { ErrorCode, OrkError } from '../errors.ts';

/** Whether this process may write, as far as it can know (design §5: asked at the moment of writing). */
export interface Leadership {
  isLeader(): boolean;
  /** Identity of the present leader, `''` while unknown. */
  leader(): string;
  /** Why this process does not lead; `undefined` while it does. */
  standby(): Standby | undefined;
  /** @throws OrkError `ORK_NOT_LEADER` unless this process leads now. */
  assertCanWrite(): void;
  /** Hears when leadership is won or lost; returns the way to stop. */
  onChange(listener: (isLeader: boolean) => void): () => void;
}

/** Why a process does not lead. */
export interface Standby {
  /** For people: `another replica leads: pod-1_4f2a`. */
  readonly reason: string;
  /**
   * `false`: whoever leads does other work, so what this process is to run is served by nobody, and waiting will not
   * change that.
   */
  readonly isServed: boolean;
}

/** The leadership of a process that runs alone. */
export function alwaysLeader(identity = 'alone'): Leadership {
  return {
    isLeader: () => true,
    leader: () => identity,
    standby: () => undefined,
    assertCanWrite: () => undefined,
    onChange: () => () => undefined,
  };
}

/** What a write without leadership is answered with. */
export function notLeaderError(): OrkError {
  return new OrkError('This replica does not lead and must not write', {
    code: ErrorCode.NotLeader,
    retry: { kind: 'never' },
  });
}
