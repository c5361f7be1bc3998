const ANY = '*';
const SECRET_KEYS = new Set([ANY, 'data', 'stringData']);
/** `last-applied-configuration` holds the whole Secret, and managed fields name its keys. */
const SECRET_METADATA = new Set([ANY, 'annotations', 'managedFields']);

/** Whether a path may lead to what a Secret holds: `children.secret.data`, but not its name (design §4). */
export function isSecretPath(path: readonly string[]): boolean {
  const [root, kind, ...rest] = path;
  if (root === ANY) return true;
  if (root !== 'children') return false;
  if (kind === undefined || kind === ANY) return true;
  if (kind === 'secret') return isSecretPart(rest);
  return kind === 'secrets' && isSecretPart(rest.slice(1));
}

function isSecretPart([part, detail]: readonly string[]): boolean {
  if (part === undefined || SECRET_KEYS.has(part)) return true;
  return part === 'metadata' && (detail === undefined || SECRET_METADATA.has(detail));
}
