import type { SourcePosition } from './parse/source-position.ts';

/** Something in a template that fails whenever it is reached, whatever the data. */
export interface TemplateFault extends SourcePosition {
  readonly complaint: string;
  /** The call that has too few or too many arguments. */
  readonly call?: MiscountedCall;
}

/** A call whose number of arguments is wrong. */
export interface MiscountedCall {
  /** The name in the template. */
  readonly written: string;
  /** The piped argument included. */
  readonly count: number;
}

/** Notes what can never succeed while a template is compiled. */
export type FaultReport = (offset: number, complaint: string, call?: MiscountedCall) => void;
