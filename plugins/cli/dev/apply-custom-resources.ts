import {
  ErrorCode,
  isOrkError,
  type KubeObject,
  type OrkError,
  type SourceDocument,
} from '../../../core/index.ts';
import { type ApplyContext, applyManifests } from '../cluster/apply-manifests.ts';
import { readAll } from '../documents.ts';
import { reportError } from '../error-report.ts';
import type { CommandIo } from '../io.ts';
import { customResourcesIn } from '../manifests.ts';
import { styleOf } from '../style.ts';
import type { CustomResourceFile } from './custom-resource-file.ts';
import type { DevManifests } from './dev-manifests.ts';
import { type Refusal, refusalText } from './refusal-text.ts';

/** How often a file with something that was refused is looked at. */
const LOOK_EVERY_MS = 500;

/** Failures that no other file would mend. */
const NOT_OF_THE_FILE: ReadonlySet<string> = new Set([
  ErrorCode.Aborted,
  ErrorCode.ApiUnavailable,
  ErrorCode.ApiUnauthorized,
]);

/**
 * Applies custom resources to a development cluster.
 *
 * @remarks What is refused is told with its place, and its file is applied again when it changes: people correct a custom resource
 * while everything else runs on. Resolves when everything was taken, or when aborted.
 */
export async function applyCustomResources(
  { custom, generated }: Pick<DevManifests, 'custom' | 'generated'>,
  context: ApplyContext,
  io: CommandIo,
): Promise<void> {
  const { clock, signal } = context;
  let waiting = await applyAll(custom, generated, { context, io });
  while (waiting.length > 0 && !signal.aborted) {
    await clock.sleep(LOOK_EVERY_MS, signal);
    const next: CustomResourceFile[] = [];
    for (const file of waiting) {
      const changed = signal.aborted ? undefined : await rereadIfChanged(file, io);
      const isFaulty = changed?.objects.length === 0;
      if (changed === undefined || isFaulty) next.push(changed ?? file);
      else next.push(...(await applyAll([changed], generated, { context, io })));
    }
    waiting = next;
  }
}

interface Applying {
  readonly context: ApplyContext;
  readonly io: CommandIo;
}

/** Applies all objects, definitions first; gives the files that hold one that was refused. */
async function applyAll(
  files: readonly CustomResourceFile[],
  generated: DevManifests['generated'],
  { context, io }: Applying,
): Promise<readonly CustomResourceFile[]> {
  const refused = new Set<CustomResourceFile>();
  const all = files.flatMap((file) => file.objects.map((object) => ({ file, object })));
  const isDefinition = ({ object }: { readonly object: KubeObject }): boolean =>
    object.kind === 'CustomResourceDefinition';
  for (const { file, object } of [
    ...all.filter(isDefinition),
    ...all.filter((each) => !isDefinition(each)),
  ]) {
    const error = await refusalOf(object, context);
    if (error === undefined) continue;
    refused.add(file);
    const crd = generated.find(
      ({ apiVersion, kind }) => apiVersion === object.apiVersion && kind === object.kind,
    );
    const refusal: Refusal = { object, file, error, generated: crd };
    io.stderr.write(refusalText(refusal, styleOf(io.stderr, io.env)));
  }
  return [...refused];
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

/** The file as it is now; `undefined` while it is as it was, or cannot be read. */
async function rereadIfChanged(
  file: CustomResourceFile,
  io: CommandIo,
): Promise<CustomResourceFile | undefined> {
  const document = await currentText(file.document, io);
  if (document === undefined || document.text === file.document.text) return undefined;
  try {
    return { document, objects: customResourcesIn([document]) };
  } catch (error) {
    reportError(error, io, { isDebug: false });
    // Without objects the file stays among those that are looked at.
    return { document, objects: [] };
  }
}

/** An editor may replace a file, which then is not there for a moment. */
async function currentText(
  { file }: SourceDocument,
  io: CommandIo,
): Promise<SourceDocument | undefined> {
  try {
    const [document] = await readAll([file], io);
    return document;
  } catch (error) {
    if (isOrkError(error, ErrorCode.DocumentUnreadable)) return undefined;
    throw error;
  }
}
