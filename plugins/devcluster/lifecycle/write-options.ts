/** What a client may ask of a write besides its body. */
export interface WriteOptions {
  /** Who is recorded in managedFields. */
  readonly fieldManager: string;
  /** Go through all checks, store nothing. */
  readonly dryRun: boolean;
  /** What happens to unknown fields. */
  readonly fieldValidation: 'Strict' | 'Warn' | 'Ignore';
  /** Takes in remarks for the client, which become Warning headers. */
  readonly warn: (text: string) => void;
}

/** The object a request names. */
export interface ObjectTarget {
  readonly namespace: string;
  readonly name: string;
  /** Empty for the object itself. */
  readonly subresource: string;
}

/** Options of a controller inside the server. */
export function controllerWrite(fieldManager: string): WriteOptions {
  return { fieldManager, dryRun: false, fieldValidation: 'Ignore', warn: () => undefined };
}
