import { formatGvk, gvkOf } from '../../../core/index.ts';
import { builtInKindOf } from '../kinds/built-in-kinds.ts';
import { CUSTOM_KEY } from '../kinds/custom.ts';
import type { ChildKind } from './child-kinds.ts';

/** Follows the name of a kind whose objects never leave the namespace of their custom resource. */
const HOME = ' (own namespace)';

/** A kind as it is remembered: `apps/v1/Deployment`. */
export function noteOf({ gvk, staysHome }: ChildKind): string {
  return `${formatGvk(gvk)}${staysHome ? HOME : ''}`;
}

/** @returns `undefined` for what is no kind */
export function kindOfNote(note: string): ChildKind | undefined {
  const staysHome = note.endsWith(HOME);
  const name = staysHome ? note.slice(0, -HOME.length) : note;
  const end = name.lastIndexOf('/');
  if (end < 1 || end === name.length - 1) return undefined;
  const gvk = gvkOf({ apiVersion: name.slice(0, end), kind: name.slice(end + 1) });
  const known = builtInKindOf(gvk);
  return {
    gvk,
    key: known?.key ?? CUSTOM_KEY,
    isBuiltIn: known?.type.version === gvk.version,
    staysHome,
  };
}
