import type { SourcePosition } from '../../program/program.ts';

/** What a Katalog names another file for. */
export type SideFileRole = 'crd' | 'cr' | 'setup';

/** Another file that a Katalog names, by a path relative to the Katalog's folder. */
export interface SideFileRequest {
  readonly role: SideFileRole;
  /** As written. */
  readonly path: string;
  /** Key of the CRD entry. */
  readonly crd: string;
  /** Where it is named. */
  readonly from: SourcePosition;
}

/** What came of reading a side file. */
export interface SideFile {
  readonly request: SideFileRequest;
  /** The name people know it by. */
  readonly file: string;
  /** Its text, or why it could not be read. */
  readonly content: { readonly text: string } | { readonly problem: string };
}
