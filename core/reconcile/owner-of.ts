import type { CrdProgram } from '../program/program.ts';
import type { Owner } from '../provider/desired-block.ts';

/** The custom resource as providers see it. */
export function ownerOf(crd: CrdProgram, object: Owner['object']): Owner {
  return { crd: crd.name, gvk: crd.gvk, namespaced: crd.namespaced, object };
}
