import { normalize } from 'node:path';
import {
  ErrorCode,
  isOrkError,
  type KubeObject,
  type OrkError,
  type SourceDocument,
} from '../../../core/index.ts';
import { type ApplyContext, applyManifests } from '../cluster/apply-manifests.ts';
import { definitionFilesIn } from '../compile-katalogs.ts';
import { readAll } from '../documents.ts';
import { reportError } from '../error-report.ts';
import type { CommandIo } from '../io.ts';
import { tellDoubts } from '../manifests.ts';
import { styleOf } from '../style.ts';
import type { DevManifests, GeneratedCrd } from './dev-manifests.ts';
import { isDefinition, type ManifestFile, manifestFile } from './manifest-file.ts';
import { refusalText } from './refusal-text.ts';

/** How often files are looked at. */
const LOOK_EVERY_MS = 500;

/** Failures that no other file would mend. */
const NOT_OF_THE_FILE: ReadonlySet<string> = new Set([
  ErrorCode.Aborted,
  ErrorCode.ApiUnavailable,
  ErrorCode.ApiUnauthorized,
]);

/**
 * Brings manifests into a development cluster.
 *
 * @remarks What is refused is told with its place, and its file is applied again when it changes: people correct a file while
 * everything else runs on. Files with definitions are followed for as long as the command runs, those that appear beside a Katalog
 * too, and each of them gives what was refused another try.
 */
export class ManifestFollower {
  readonly #manifests: DevManifests;
  readonly #context: ApplyContext;
  /** Definitions that nobody wrote, as long as nobody does. */
  #generated: readonly GeneratedCrd[];
  #definitions: readonly ManifestFile[];
  /** Other files that hold something which was refused. */
  #refused: readonly ManifestFile[] = [];

  constructor(manifests: DevManifests, context: ApplyContext) {
    this.#manifests = manifests;
    this.#context = context;
    this.#generated = manifests.generated;
    this.#definitions = manifests.definitions;
  }

  /** Applies what is to be there before anything runs. */
  async prepare(io: CommandIo): Promise<void> {
    await applyManifests(
      this.#generated.map(({ manifest }) => manifest),
      this.#context,
    );
    await this.#applyAll([...this.#definitions, ...this.#manifests.setup], io);
  }

  /** Applies custom resources, and follows all files until aborted. */
  async follow(io: CommandIo): Promise<void> {
    const { clock, signal } = this.#context;
    await this.#applyAll(this.#manifests.custom, io);
    while (!signal.aborted) {
      await clock.sleep(LOOK_EVERY_MS, signal);
      if (!signal.aborted) await this.#look(io);
    }
  }

  async #look(io: CommandIo): Promise<void> {
    const definitions = await changedOf(this.#definitions, io);
    const added = await this.#addedDefinitions(io);
    const others = await changedOf(this.#refused, io);
    const known = this.#definitions.map((file) => definitions.get(file) ?? file);
    this.#definitions = [...known, ...added];
    const hasDefinitions = [...definitions.values(), ...added].some(
      ({ objects }) => objects.length > 0,
    );
    const again = this.#refused.filter((file) => hasDefinitions || others.has(file));
    const next = again.map((file) => others.get(file) ?? file);
    this.#refused = this.#refused.filter((file) => !again.includes(file));
    await this.#applyAll([...definitions.values(), ...added, ...next], io);
  }

  /** Files that have come to stand beside a Katalog. */
  async #addedDefinitions(io: CommandIo): Promise<readonly ManifestFile[]> {
    const known = new Set(this.#definitions.map(({ document }) => normalize(document.file)));
    const paths = await definitionFilesIn(this.#manifests.folders, io);
    const added = paths.filter((path) => !known.has(normalize(path)));
    const documents = await Promise.all(added.map((file) => currentText(file, io)));
    return documents
      .filter((document) => document !== undefined)
      .map((document) => readOrTell(document, 'definitions', io));
  }

  /** Applies all objects, definitions first; files of others with one that was refused are kept. */
  async #applyAll(files: readonly ManifestFile[], io: CommandIo): Promise<void> {
    tellDoubts(
      files.map(({ document }) => document),
      io,
    );
    // What cannot be read stays among those that are looked at.
    const refused = new Set(
      files.filter(({ objects, role }) => objects.length === 0 && role !== 'definitions'),
    );
    const all = files.flatMap((file) => file.objects.map((object) => ({ file, object })));
    for (const { file, object } of [
      ...all.filter((each) => isDefinition(each.object)),
      ...all.filter((each) => !isDefinition(each.object)),
    ]) {
      const error = await refusalOf(object, this.#context);
      if (error === undefined) this.#replaceGenerated(object, file, io);
      else {
        if (file.role !== 'definitions') refused.add(file);
        const generated = this.#generatedFor(object);
        io.stderr.write(
          refusalText({ object, file, error, generated }, styleOf(io.stderr, io.env)),
        );
      }
    }
    this.#refused = [...this.#refused, ...refused];
  }

  #generatedFor(object: KubeObject): GeneratedCrd | undefined {
    return this.#generated.find(
      ({ apiVersion, kind }) => apiVersion === object.apiVersion && kind === object.kind,
    );
  }

  #replaceGenerated(object: KubeObject, { document }: ManifestFile, io: CommandIo): void {
    if (!isDefinition(object)) return;
    const replaced = this.#generated.find(({ name }) => name === object.metadata.name);
    if (replaced === undefined) return;
    this.#generated = this.#generated.filter((each) => each !== replaced);
    const { katalog, name } = replaced;
    io.stderr.write(
      `CRD ${name} is now that of ${document.file}; ${katalog} itself is read again when ork dev is started again\n`,
    );
  }
}

async function refusalOf(object: KubeObject, context: ApplyContext): Promise<OrkError | undefined> {
  try {
    await applyManifests([object], context);
    return undefined;
  } catch (error) {
    if (!isOrkError(error)) throw error;
    // What is cut off by the end of the command was not refused.
    if (context.signal.aborted) return undefined;
    if (NOT_OF_THE_FILE.has(error.code)) throw error;
    return error;
  }
}

/** Files that hold another text than they did, as they are now; one that cannot be read is as it was. */
async function changedOf(
  files: readonly ManifestFile[],
  io: CommandIo,
): Promise<ReadonlyMap<ManifestFile, ManifestFile>> {
  const changed = new Map<ManifestFile, ManifestFile>();
  for (const file of files) {
    const document = await currentText(file.document.file, io);
    if (document === undefined || document.text === file.document.text) continue;
    changed.set(file, readOrTell(document, file.role, io));
  }
  return changed;
}

function readOrTell(
  document: SourceDocument,
  role: ManifestFile['role'],
  io: CommandIo,
): ManifestFile {
  try {
    return manifestFile(document, role);
  } catch (error) {
    reportError(error, io, { isDebug: false });
    return { document, role, objects: [] };
  }
}

/** An editor may replace a file, which then is not there for a moment. */
async function currentText(file: string, io: CommandIo): Promise<SourceDocument | undefined> {
  try {
    const [document] = await readAll([file], io);
    return document;
  } catch (error) {
    if (isOrkError(error, ErrorCode.DocumentUnreadable)) return undefined;
    throw error;
  }
}
