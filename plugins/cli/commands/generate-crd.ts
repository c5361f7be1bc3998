import type { CrdProgram, Program } from '../../../core/index.ts';
import { nearestWord } from '../../../schemas/index.ts';
import type { CommandInput } from '../command-definition.ts';
import { generateCrd } from '../crd/generate-crd.ts';
import { ExitCode } from '../exit-codes.ts';
import { requireProgram } from '../require-program.ts';
import { usageError } from '../usage-error.ts';
import { targetOf, writeTarget } from '../write-target.ts';

/** `ork generate crd`. */
export async function execute(input: CommandInput): Promise<number> {
  const target = targetOf(input);
  if (input.flags.isOn('all') && input.flags.text('crd') !== undefined)
    throw usageError('--all and --crd exclude each other');
  const { program } = await requireProgram(input, 'define');
  const crds = input.flags.isOn('all')
    ? program.crds.filter(({ gvk }) => gvk.group.includes('.'))
    : [chosenCrd(program, input.flags.text('crd'))];
  await writeTarget(crds.map(generateCrd), target, input);
  return ExitCode.Done;
}

function chosenCrd({ crds }: Program, name: string | undefined): CrdProgram {
  const names = crds.map((crd) => crd.name);
  const found = name === undefined ? crds[0] : crds.find((crd) => crd.name === name);
  if (found !== undefined) return found;
  const nearest = nearestWord(name ?? '', names);
  const hint =
    nearest === undefined ? `, there are ${names.join(', ')}` : `, did you mean ${nearest}?`;
  throw usageError(`no CRD entry is called ${name ?? ''}${hint}`);
}
