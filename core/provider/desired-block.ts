import type { GroupVersionKind } from '../object/gvk.ts';
import type { JsonObject } from '../object/json.ts';
import type { KubeObject } from '../object/kube-object.ts';

/** The custom resource on whose behalf a provider works, and the settings of its CRD that providers need. */
export interface Owner {
  /** Key of the CRD entry in the Katalog. */
  readonly crd: string;
  readonly gvk: GroupVersionKind;
  readonly namespaced: boolean;
  readonly object: KubeObject;
}

/** How far an entry is enforced (katalog-language §3.1). */
export type EnforceMode =
  /** Created when absent, otherwise left alone. */
  | 'ensure'
  /** Created when absent, corrected when different. */
  | 'apply'
  /** Created when it never was; a random value is drawn only then (katalog-language §7.7). */
  | 'once';

/**
 * What is done about declared fields that differ and cannot be changed where they are:
 * - `report`: the rest is enforced, and record and `Ready` tell of them.
 * - `recreate`: the object is deleted and created anew.
 * - `keep`: they may differ.
 */
export type OnImmutable = 'report' | 'recreate' | 'keep';

/** A block whose templates have been evaluated. */
export interface DesiredBlock {
  /** Where it was declared, expansions included: `onReconcile.deployments[0]`, `onCreate.services[1]{eu}`. */
  readonly entry: string;
  readonly kind: string;
  readonly mode: EnforceMode;
  readonly block: JsonObject;
  /** Server-side apply takes fields from other managers. */
  readonly force: boolean;
  /** Default: `report` with mode `apply`; else what is declared is not enforced once the object exists. */
  readonly onImmutable?: OnImmutable;
  /** Paths in the block whose values differ each time they are evaluated (time, random values). Default: none. */
  readonly volatile?: readonly (readonly (string | number)[])[];
  /** Whether what was there before is taken over. Absent: as the provider is set, which is never unless told otherwise. */
  readonly adopt?: AdoptMode;
  /** `true`: what others put into lists and maps of the block stays. Default: they are declared whole. */
  readonly merge?: boolean;
}

/**
 * What becomes of an object that was there before and is taken over:
 * - `never`: it is left alone, whatever the runtime's default is.
 * - `keep`: it is let go when it is no longer declared, or with the custom resource.
 * - `delete`: it counts as made by us from then on, and goes as such.
 */
export type AdoptMode = 'never' | 'keep' | 'delete';

/** An entry that does not apply in this cycle, whose object is left as it is (katalog-language §3.2). */
export interface RetainedBlock {
  readonly entry: string;
  readonly kind: string;
  /** Absent when the name could not be evaluated: then nothing of this kind is pruned in this cycle. */
  readonly block?: JsonObject;
}
