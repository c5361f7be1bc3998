import type { EvaluationBudget } from './evaluation-budget.ts';
import type { Environment } from './expression.ts';
import type { JsonataFocus, JsonataFrame } from './jsonata-module.ts';

/** What the functions and hooks of one JSONata evaluation share. */
export interface EvaluationState {
  readonly roots: object;
  readonly environment: Environment;
  readonly budget: EvaluationBudget;
  /** Set once its frame is prepared. */
  isPrepared: boolean;
}

/** No variable of JSONata can have a name with a blank. */
export const STATE_NAME = 'evaluation state';

/** The state of the evaluation that a frame belongs to. */
export function stateOfFrame(frame: JsonataFrame): EvaluationState {
  return frame.base.lookup(STATE_NAME) as EvaluationState;
}

/** The state of the evaluation that calls a function. */
export function stateOfFocus(focus: JsonataFocus): EvaluationState {
  return stateOfFrame(focus.environment);
}
