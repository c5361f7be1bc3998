import { collectionNotes } from './collection-notes.ts';
import { conditionNotes } from './condition-notes.ts';
import { conditionalNotes } from './conditional-notes.ts';
import { containerNotes } from './container-notes.ts';
import { cronNotes } from './cron-notes.ts';
import { encodingNotes } from './encoding-notes.ts';
import { hpaNotes } from './hpa-notes.ts';
import { ingressNotes } from './ingress-notes.ts';
import { jobNotes } from './job-notes.ts';
import { labelNotes } from './label-notes.ts';
import { networkNotes } from './network-notes.ts';
import { nodeNotes } from './node-notes.ts';
import type { Note } from './note.ts';
import { numberNotes } from './number-notes.ts';
import { objectNotes } from './object-notes.ts';
import { podNotes } from './pod-notes.ts';
import { prometheusNotes } from './prometheus-notes.ts';
import { pvcNotes } from './pvc-notes.ts';
import { quantityNotes } from './quantity-notes.ts';
import { randomNotes } from './random-notes.ts';
import { replicaNotes } from './replica-notes.ts';
import { replicaSetNotes } from './replica-set-notes.ts';
import { safeAccessNotes } from './safe-access-notes.ts';
import { semverNotes } from './semver-notes.ts';
import { serveNotes } from './serve-notes.ts';
import { serviceNotes } from './service-notes.ts';
import { statefulSetNotes } from './stateful-set-notes.ts';
import { stringNotes } from './string-notes.ts';
import { timeNotes } from './time-notes.ts';
import { typeNotes } from './type-notes.ts';
import { validationNotes } from './validation-notes.ts';
import { warningNotes } from './warning-notes.ts';

export { createUserNotes, type UserNoteDefinition, type UserNotes } from './create-user-notes.ts';
export { exampleEnvironment, exampleRoots } from './example-roots.ts';
export type { Note, NoteExample, NoteParameter } from './note.ts';

const DOMAINS: readonly (readonly Note[])[] = [
  stringNotes,
  numberNotes,
  typeNotes,
  conditionalNotes,
  safeAccessNotes,
  collectionNotes,
  encodingNotes,
  randomNotes,
  timeNotes,
  cronNotes,
  quantityNotes,
  semverNotes,
  networkNotes,
  validationNotes,
  objectNotes,
  labelNotes,
  conditionNotes,
  replicaNotes,
  containerNotes,
  serviceNotes,
  jobNotes,
  podNotes,
  warningNotes,
  pvcNotes,
  ingressNotes,
  hpaNotes,
  nodeNotes,
  statefulSetNotes,
  replicaSetNotes,
  serveNotes,
  prometheusNotes,
];

/** Every note that comes with Orkestra, by name (notes.md §1). */
export const builtinNotes: ReadonlyMap<string, Note> = new Map(
  DOMAINS.flat().map((note) => [note.name, note]),
);
