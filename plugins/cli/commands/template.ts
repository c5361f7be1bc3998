import {
  type CrdProgram,
  ErrorCode,
  formatGvk,
  gvkOf,
  type KubeObject,
  keyOf,
  OrkError,
  type Program,
  printableLine,
  refOf,
} from '../../../core/index.ts';
import type { CommandInput } from '../command-definition.ts';
import { dependencyGraph } from '../dependency-graph.ts';
import { readAll } from '../documents.ts';
import { ExitCode } from '../exit-codes.ts';
import type { Flags } from '../flags.ts';
import { customResourcesIn } from '../manifests.ts';
import { definitionsAtHand } from '../manifests-for.ts';
import { typesOfCrds } from '../offline/crd-types.ts';
import { createOfflineWorld } from '../offline/offline-world.ts';
import { renderChildren } from '../offline/render-children.ts';
import { withSchemaDefaults } from '../offline/schema-defaults.ts';
import { type RunnableKatalogs, requireProgram } from '../require-program.ts';
import { usageError } from '../usage-error.ts';
import { type ManifestForm, manifestText } from '../write-target.ts';

/** `ork template`. */
export async function execute(input: CommandInput): Promise<number> {
  const { flags, io } = input;
  const form = formOf(flags);
  const katalogs = await requireProgram(input);
  const { program } = katalogs;
  if (flags.isOn('graph')) {
    io.stdout.write(dependencyGraph(program));
    return ExitCode.Done;
  }
  const files = flags.list('cr');
  if (files.length === 0) {
    const enriched = program.katalogs.map((katalog) => katalog.enriched);
    io.stdout.write(manifestText(enriched, form));
    return ExitCode.Done;
  }
  const documents = await readAll(files, io);
  const { isComplete, manifests } = await render(katalogs, customResourcesIn(documents), input);
  io.stdout.write(manifestText(manifests, form));
  return isComplete ? ExitCode.Done : ExitCode.Failed;
}

function formOf(flags: Flags): ManifestForm {
  const forms = [
    ...(flags.text('output') === undefined ? [] : ['-o']),
    ...(flags.isOn('json') ? ['--json'] : []),
    ...(flags.isOn('yaml') ? ['--yaml'] : []),
    ...(flags.isOn('graph') ? ['--graph'] : []),
  ];
  if (forms.length > 1) throw usageError(`${forms.join(' and ')} exclude each other`);
  if (flags.isOn('graph') && flags.list('cr').length > 0)
    throw usageError('--graph and --cr exclude each other');
  const asked = flags.text('output') ?? (flags.isOn('json') ? 'json' : 'yaml');
  if (asked !== 'yaml' && asked !== 'json')
    throw usageError(`-o is ${asked}, expected one of yaml, json`);
  return asked;
}

/** Children of all custom resources; what is skipped or fails is told on stderr. */
async function render(
  katalogs: RunnableKatalogs,
  objects: readonly KubeObject[],
  { io }: CommandInput,
): Promise<{ readonly manifests: readonly KubeObject[]; readonly isComplete: boolean }> {
  const manifests: KubeObject[] = [];
  let isComplete = true;
  const tell = (object: KubeObject, text: string): void => {
    io.stderr.write(`${keyOf(refOf(object))}: ${printableLine(text)}\n`);
  };
  const { program } = katalogs;
  const types = typesOfCrds(definitionsAtHand(katalogs));
  const world = await createOfflineWorld(program, types, Date.now());
  try {
    for (const { crd, object } of withOperators(program, objects, io)) {
      const whole = withSchemaDefaults(crd.schema ?? {}, inNamespace(object, crd)) as KubeObject;
      const rendered = await renderChildren(crd, whole, world);
      manifests.push(...rendered.manifests);
      for (const { entry, reason } of rendered.skipped)
        tell(whole, `${entry} is not created: ${reason}`);
      for (const source of rendered.standIns)
        tell(whole, `a placeholder stands for the data of ${source}`);
      for (const { entry, reason } of rendered.failed)
        tell(whole, `${entry} is not created: ${withoutEntry(entry, reason)}`);
      for (const error of rendered.errors) tell(whole, error);
      if (rendered.failed.length + rendered.errors.length > 0) isComplete = false;
    }
  } finally {
    await world.stop();
  }
  return { manifests, isComplete };
}

/** Reasons of blocks that cannot be built begin with their entry. */
function withoutEntry(entry: string, reason = ''): string {
  return reason.startsWith(`${entry}: `) ? reason.slice(entry.length + 2) : reason;
}

function inNamespace(object: KubeObject, crd: CrdProgram): KubeObject {
  if (!crd.namespaced || object.metadata.namespace !== undefined) return object;
  return { ...object, metadata: { ...object.metadata, namespace: 'default' } };
}

interface Owned {
  readonly crd: CrdProgram;
  readonly object: KubeObject;
}

/** The custom resources among some objects; a Namespace or Secret that stands beside them is left out, and it is said. */
function withOperators(
  { crds }: Program,
  objects: readonly KubeObject[],
  io: CommandInput['io'],
): readonly Owned[] {
  const known = crds.map((crd) => formatGvk(crd.gvk)).join(', ');
  const others: string[] = [];
  const owned = objects.flatMap((object) => {
    const gvk = formatGvk(gvkOf(object));
    const crd = crds.find((each) => formatGvk(each.gvk) === gvk);
    if (crd !== undefined) return [{ crd, object }];
    others.push(`${gvk} ${keyOf(refOf(object))}`);
    return [];
  });
  if (owned.length === 0) throw withoutOperator(objects, known);
  for (const other of others)
    io.stderr.write(
      `${other} is left out: no operator of the Katalog is for it, it has ${known}\n`,
    );
  return owned;
}

function withoutOperator(objects: readonly KubeObject[], known: string): OrkError {
  const kinds = [...new Set(objects.map((object) => formatGvk(gvkOf(object))))].join(', ');
  return new OrkError('Custom resource has no operator', {
    code: ErrorCode.KindUnknown,
    retry: { kind: 'never' },
    details: { text: `no operator of the Katalog is for ${kinds}, it has ${known}` },
  });
}
