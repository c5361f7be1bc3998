import {
  type CrdProgram,
  formatPosition,
  type KubeObject,
  keyOf,
  printableLine,
  refOf,
  type SourcePosition,
} from '../../../core/index.ts';
import type { CommandInput } from '../command-definition.ts';
import { dependencyGraph } from '../dependency-graph.ts';
import { readAll } from '../documents.ts';
import { ExitCode } from '../exit-codes.ts';
import type { Flags } from '../flags.ts';
import { exitCodeOfOutlooks } from '../live/outlook.ts';
import { outlooksText } from '../live/outlook-text.ts';
import { outlooksOf } from '../live/outlooks-of.ts';
import { customResourcesIn, tellDoubts } from '../manifests.ts';
import { definitionsAtHand } from '../manifests-for.ts';
import { typesOfCrds } from '../offline/crd-types.ts';
import { createOfflineWorld } from '../offline/offline-world.ts';
import { renderChildren } from '../offline/render-children.ts';
import { withSchemaDefaults } from '../offline/schema-defaults.ts';
import { withOperators } from '../offline/with-operators.ts';
import { FORMATS, type Format, writeData } from '../output.ts';
import { type RunnableKatalogs, requireProgram } from '../require-program.ts';
import { styleOf } from '../style.ts';
import { usageError } from '../usage-error.ts';
import { manifestText } from '../write-target.ts';

/** `ork template`. */
export async function execute(input: CommandInput): Promise<number> {
  const { flags, io } = input;
  const isLive = isLiveWanted(flags);
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
    io.stdout.write(manifestText(enriched, form === 'json' ? 'json' : 'yaml'));
    return ExitCode.Done;
  }
  const documents = await readAll(files, io);
  const objects = customResourcesIn(documents);
  tellDoubts(documents, io);
  if (isLive) {
    const owned = withOperators(program, objects, io);
    const outlooks = await outlooksOf(owned, input);
    writeData(io, form, { objects: outlooks }, (data) =>
      outlooksText(data.objects, styleOf(io.stdout, io.env)),
    );
    return exitCodeOfOutlooks(outlooks);
  }
  const { isComplete, manifests } = await render(katalogs, objects, input);
  io.stdout.write(manifestText(manifests, form === 'json' ? 'json' : 'yaml'));
  return isComplete ? ExitCode.Done : ExitCode.Failed;
}

/** Whether a cluster is asked; what only it needs is refused without it. */
function isLiveWanted(flags: Flags): boolean {
  const isLive = flags.isOn('live');
  const idle = ['kubeconfig', 'context'].filter((name) => flags.text(name) !== undefined);
  if (!isLive && idle.length > 0) throw usageError(`--${idle[0]} needs --live`);
  if (isLive && flags.list('cr').length === 0) throw usageError('--live needs --cr');
  return isLive;
}

function formOf(flags: Flags): Format {
  const [isLive, isGraph] = [flags.isOn('live'), flags.isOn('graph')];
  const forms = [
    ...(flags.text('output') === undefined ? [] : ['-o']),
    ...(flags.isOn('json') ? ['--json'] : []),
    ...(flags.isOn('yaml') ? ['--yaml'] : []),
    ...(isGraph ? ['--graph'] : []),
  ];
  if (forms.length > 1) throw usageError(`${forms.join(' and ')} exclude each other`);
  if (isGraph && flags.list('cr').length > 0)
    throw usageError('--graph and --cr exclude each other');
  const allowed = FORMATS.filter((each) => isLive || each !== 'text');
  const asked = askedForm(flags) ?? (isLive ? 'text' : 'yaml');
  const form = allowed.find((each) => each === asked);
  if (form === undefined)
    throw usageError(`-o is ${asked}, expected one of ${[...allowed].sort().reverse().join(', ')}`);
  return form;
}

function askedForm(flags: Flags): string | undefined {
  if (flags.isOn('json')) return 'json';
  return flags.isOn('yaml') ? 'yaml' : flags.text('output');
}

/** Children of all custom resources; what is skipped or fails is told on stderr. */
async function render(
  katalogs: RunnableKatalogs,
  objects: readonly KubeObject[],
  { io }: CommandInput,
): Promise<{ readonly manifests: readonly KubeObject[]; readonly isComplete: boolean }> {
  const manifests: KubeObject[] = [];
  let isComplete = true;
  const tell = (object: KubeObject, text: string, position?: SourcePosition): void => {
    const place = position === undefined ? '' : `${formatPosition(position)}: `;
    io.stderr.write(`${place}${keyOf(refOf(object))}: ${printableLine(text)}\n`);
  };
  const { program } = katalogs;
  const types = typesOfCrds(definitionsAtHand(katalogs));
  const world = await createOfflineWorld(program, types, Date.now());
  try {
    for (const { crd, object } of withOperators(program, objects, io)) {
      const whole = withSchemaDefaults(crd.schema ?? {}, object) as KubeObject;
      const rendered = await renderChildren(crd, whole, world);
      manifests.push(...rendered.manifests);
      for (const { entry, reason } of rendered.skipped)
        tell(whole, `${entry} is not created: ${reason}`, positionOf(entry, crd));
      for (const source of rendered.standIns)
        tell(whole, `a placeholder stands for the data of ${source}`);
      for (const { entry, reason } of rendered.failed)
        tell(
          whole,
          `${entry} is not created: ${withoutEntry(entry, reason)}`,
          positionOf(entry, crd),
        );
      for (const error of rendered.errors) tell(whole, error, crd.position);
      if (rendered.failed.length + rendered.errors.length > 0) isComplete = false;
    }
  } finally {
    await world.stop();
  }
  return { manifests, isComplete };
}

/** Where an entry stands; its id may go on with the item of a list. */
function positionOf(
  entry: string,
  { onCreate, onReconcile, position }: CrdProgram,
): SourcePosition {
  const entries = [...onCreate.entries, ...onReconcile.entries];
  return entries.find(({ id }) => entry.startsWith(id))?.position ?? position;
}

/** Reasons of blocks that cannot be built begin with their entry. */
function withoutEntry(entry: string, reason = ''): string {
  return reason.startsWith(`${entry}: `) ? reason.slice(entry.length + 2) : reason;
}
