import { type JsonataFocus, parseJsonata } from './jsonata-module.ts';

type Implementation = (this: JsonataFocus, ...args: unknown[]) => unknown;

const LIMITS = { stack: 10, sequence: 10 };
const known = new Map<string, Promise<Implementation>>();

/** JSONata's own function of a name, for those that guard it. */
export function originalFunction(name: string): Promise<Implementation> {
  const found = known.get(name) ?? load(name);
  known.set(name, found);
  return found;
}

async function load(name: string): Promise<Implementation> {
  const definition = await parseJsonata(`$${name}`, LIMITS).evaluate(undefined, {});
  if (!isDefinition(definition)) throw new TypeError(`JSONata has no function ${name}`);
  return definition.implementation;
}

function isDefinition(value: unknown): value is { readonly implementation: Implementation } {
  return typeof value === 'object' && value !== null && 'implementation' in value;
}
