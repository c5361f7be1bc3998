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
import { Flags } from '../flags.ts';
import { customResourcesIn, manifestsIn } from '../manifests.ts';
import { typesOfCrds } from '../offline/crd-types.ts';
import { createOfflineWorld } from '../offline/offline-world.ts';
import { renderChildren } from '../offline/render-children.ts';
import { withSchemaDefaults } from '../offline/schema-defaults.ts';
import { textsOf } from '../problems/tell-problems.ts';
import { type RunnableKatalogs, requireProgram } from '../require-program.ts';
import { usageError } from '../usage-error.ts';
import { writeTarget } from '../write-target.ts';

/** `ork template`. */
export async function execute(input: CommandInput): Promise<number> {
  const { flags, io } = input;
  const form = formOf(flags);
  const katalogs = await requireProgram(input);
  const { program } = katalogs;
  const output = new Flags({ output: form });
  if (flags.isOn('graph')) {
    io.stdout.write(dependencyGraph(program));
    return ExitCode.Done;
  }
  const files = flags.list('cr');
  if (files.length === 0) {
    const enriched = program.katalogs.map((katalog) => katalog.enriched);
    await writeTarget(enriched, { flags: output, io }, 'yaml');
    return ExitCode.Done;
  }
  const documents = await readAll(files, io.cwd);
  const { isComplete, manifests } = await render(katalogs, customResourcesIn(documents), input);
  await writeTarget(manifests, { flags: output, io }, 'yaml');
  return isComplete ? ExitCode.Done : ExitCode.Failed;
}

function formOf(flags: Flags): 'yaml' | 'json' {
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
  { files, program, sources }: RunnableKatalogs,
  objects: readonly KubeObject[],
  { io }: CommandInput,
): Promise<{ readonly manifests: readonly KubeObject[]; readonly isComplete: boolean }> {
  const manifests: KubeObject[] = [];
  let isComplete = true;
  const types = typesOfCrds(manifestsIn([...sources, ...textsOf(files)]));
  const world = await createOfflineWorld(program, types, Date.now());
  try {
    for (const object of objects) {
      const crd = crdOf(program, object);
      const whole = withSchemaDefaults(crd.schema ?? {}, inNamespace(object, crd)) as KubeObject;
      const rendered = await renderChildren(crd, whole, world);
      manifests.push(...rendered.manifests);
      for (const { entry, reason } of rendered.skipped)
        io.stderr.write(
          `${keyOf(refOf(whole))}: ${entry} is not created: ${printableLine(reason)}\n`,
        );
      if (rendered.error === undefined) continue;
      isComplete = false;
      io.stderr.write(`${keyOf(refOf(whole))}: ${printableLine(rendered.error)}\n`);
    }
  } finally {
    await world.stop();
  }
  return { manifests, isComplete };
}

function inNamespace(object: KubeObject, crd: CrdProgram): KubeObject {
  if (!crd.namespaced || object.metadata.namespace !== undefined) return object;
  return { ...object, metadata: { ...object.metadata, namespace: 'default' } };
}

function crdOf({ crds }: Program, object: KubeObject): CrdProgram {
  const gvk = formatGvk(gvkOf(object));
  const found = crds.find((crd) => formatGvk(crd.gvk) === gvk);
  if (found !== undefined) return found;
  const known = crds.map((crd) => formatGvk(crd.gvk)).join(', ');
  throw new OrkError('Custom resource has no operator', {
    code: ErrorCode.KindUnknown,
    retry: { kind: 'never' },
    details: { text: `no operator of the Katalog is for ${gvk}, it has ${known}` },
  });
}
