import type { AdoptMode, DesiredBlock, OnImmutable, ResourceType } from '../../../core/index.ts';
import type { CertificateWish } from '../kinds/certificate.ts';
import type { Manifest, Part } from '../kinds/kind.ts';

/** An object of another block or namespace whose data is copied. */
export interface CopySource {
  readonly kind: 'Secret' | 'ConfigMap';
  readonly namespace: string;
  readonly name: string;
}

/** One object that a block asks for, ready to be compared and sent. */
export interface DesiredChild {
  readonly entry: string;
  /** `apps/v1/Deployment/default/web`. */
  readonly id: string;
  /** Key of the kind in a Katalog. */
  readonly key: string;
  readonly type: ResourceType;
  readonly wave: number;
  readonly mode: DesiredBlock['mode'];
  readonly createOnce: boolean;
  readonly force: boolean;
  /** Default: `report` with mode `apply`; else what is declared is not enforced once the object exists. */
  readonly onImmutable?: OnImmutable;
  /** Paths in the block whose values are never the same twice. */
  readonly volatile?: DesiredBlock['volatile'];
  /** What becomes of an object that was there before. Absent: it is left alone. */
  readonly adopt?: AdoptMode;
  /** Items of others in lists that are declared stay. */
  readonly merges?: boolean;
  /** Another declared object that scales it, in words. */
  readonly scaledBy?: string;
  readonly manifest: Manifest;
  /** Garbage collection removes it with the owner. */
  readonly isReferenced: boolean;
  /** Age after which a Secret of mode `once` is made anew, in milliseconds. */
  readonly rotationMs?: number;
  /** Waited before a write, in milliseconds. */
  readonly sleepMs?: number;
  /** Status a custom object starts with. */
  readonly status?: Part;
  readonly copyFrom?: CopySource;
  /** A Secret whose certificate is generated when it is written. */
  readonly certificate?: CertificateWish;
}

/** What a block says about being enforced, beside its mode. */
export function modeOf({
  merge,
  onImmutable,
  volatile,
}: DesiredBlock): Pick<DesiredChild, 'merges' | 'onImmutable' | 'volatile'> {
  return {
    ...(merge === true ? { merges: true } : {}),
    ...(onImmutable === undefined ? {} : { onImmutable }),
    ...(volatile === undefined ? {} : { volatile }),
  };
}

/** Identity of an object: unique within the cluster. */
export function childId(
  type: { readonly group: string; readonly version: string; readonly kind: string },
  namespace: string,
  name: string,
): string {
  const group = type.group === '' ? '' : `${type.group}/`;
  const place = namespace === '' ? '' : `${namespace}/`;
  return `${group}${type.version}/${type.kind}/${place}${name}`;
}
