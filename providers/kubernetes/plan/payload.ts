import type {
  AdoptMode,
  JsonObject,
  OnImmutable,
  ResourceType,
  Standing,
} from '../../../core/index.ts';
import type { CertificateWish } from '../kinds/certificate.ts';
import type { Manifest, Part } from '../kinds/kind.ts';
import type { CopySource } from './desired-child.ts';

/** What a write needs to be carried out. */
export interface WritePayload {
  readonly type: ResourceType;
  readonly manifest: Manifest;
  /**
   * `post`: created and left to others from then on; `claim`: created and enforced from then on; `run`: created, in place of
   * what a former custom resource of that name left there; `apply`: applied to our own; `replace`: deleted and created.
   * Where something stands that is to be created, it is asked whose that is.
   */
  readonly method: 'post' | 'run' | 'claim' | 'apply' | 'replace';
  readonly force: boolean;
  /** Items of others in lists that are declared stay. */
  readonly merges?: boolean;
  /** It differs in its number of replicas, which may be an autoscaler's. */
  readonly mayBeScaled?: boolean;
  /** The number of replicas that was compared, which somebody may be changing. */
  readonly size?: SeenSize;
  /** Items of others were seen in lists that are declared whole. */
  readonly hasForeign?: boolean;
  readonly isReferenced: boolean;
  readonly onImmutable?: OnImmutable;
  /** What becomes of an object that was there before. */
  readonly adopt?: AdoptMode;
  /** `true`: nothing but labels or a reference says that what stands there is ours. */
  readonly isUnproven?: boolean;
  /** Of the object that is replaced. */
  readonly uid?: string;
  /** How an object that is replaced goes. Default: `Background`. */
  readonly propagation?: DeletePayload['propagation'];
  /** How the object stands once the rest of it is written. */
  readonly standing?: Standing;
  /** Of the object that was compared: the same after the write means that nothing was to be written. */
  readonly resourceVersion?: string;
  readonly sleepMs?: number;
  readonly status?: Part;
  readonly copyFrom?: CopySource;
  /** A certificate for this is generated and becomes the data. */
  readonly certificate?: CertificateWish;
}

/** How many replicas an object had when it was compared. */
export interface SeenSize {
  readonly replicas: unknown;
  /** Who scales it by design, in words; absent where nobody is known to. */
  readonly scaler?: string;
  /** Of the object that was compared. */
  readonly resourceVersion?: string;
}

/** What a deletion needs to be carried out. */
export interface DeletePayload {
  readonly type: ResourceType;
  readonly uid?: string;
  readonly propagation: 'Foreground' | 'Background' | 'Orphan';
  readonly isAwaited: boolean;
  /** `true`: nothing but labels or a reference says that it is ours. */
  readonly isUnproven?: boolean;
}

/** A payload as opaque data. */
export function toPayload(payload: WritePayload): JsonObject {
  const { group, version, kind, plural, namespaced, subresources, verbs } = payload.type;
  const type = { group, version, kind, plural, namespaced, subresources, verbs };
  // Manifests are made of JSON only; their type just says less.
  return { ...(payload as object), type } as JsonObject;
}

/** A payload of {@link toPayload} read back. */
export function writePayloadOf(payload: JsonObject): WritePayload {
  return payload as object as WritePayload;
}

/** A payload of a delete operation read back. */
export function deletePayloadOf(payload: JsonObject): DeletePayload {
  return payload as object as DeletePayload;
}
