import type { PathReference } from './expression.ts';

const ANY = '*';
const SECRET_KEYS = new Set([ANY, 'data', 'stringData']);
/** `last-applied-configuration` holds the whole Secret, and managed fields name its keys. */
const SECRET_METADATA = new Set([ANY, 'annotations', 'managedFields']);

/** Keys below `children` whose objects are Secrets. */
export interface SecretKinds {
  /** Keys that hold one object. */
  readonly single: ReadonlySet<string>;
  /** Keys that hold objects by name. */
  readonly byName: ReadonlySet<string>;
  /** `false`: no child is a Secret, so that reading all of them at once shows none. */
  readonly areAny: boolean;
}

/** Without knowing what an operator declares: its Secrets under their own keys, and there may be some. */
const OWN_KEYS: SecretKinds = {
  single: new Set(['secret']),
  byName: new Set(['secrets']),
  areAny: true,
};

/** Whether a path may lead to what a Secret holds: `children.secret.data`, but not its name (design §4). */
export function isSecretPath(path: readonly string[], kinds: SecretKinds = OWN_KEYS): boolean {
  const [root, kind, ...rest] = path;
  if (root === ANY) return kinds.areAny;
  if (root !== 'children') return false;
  if (kind === undefined || kind === ANY) return kinds.areAny;
  if (kinds.single.has(kind) && isSecretPart(rest)) return true;
  return kinds.byName.has(kind) && isSecretPart(rest.slice(1));
}

/** Whether what is read at a path may show a secret. */
export function mayShowSecret(
  { path, isHidden }: Pick<PathReference, 'path' | 'isHidden'>,
  kinds?: SecretKinds,
): boolean {
  return isHidden !== true && isSecretPath(path, kinds);
}

function isSecretPart([part, detail]: readonly string[]): boolean {
  if (part === undefined || SECRET_KEYS.has(part)) return true;
  return part === 'metadata' && (detail === undefined || SECRET_METADATA.has(detail));
}
