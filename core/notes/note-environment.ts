import type { Environment } from '../expression/expression.ts';
import type { TemplateCall } from '../template/index.ts';

/**
 * Clock and random source of a call.
 *
 * @throws TypeError when the caller evaluates without one
 */
export function environmentOf(call: TemplateCall): Environment {
  const { environment } = call;
  if (isEnvironment(environment)) return environment;
  throw new TypeError('no clock and random source at hand');
}

function isEnvironment(value: unknown): value is Environment {
  return typeof value === 'object' && value !== null && 'nowMs' in value && 'randomBytes' in value;
}
