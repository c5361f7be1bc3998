import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ErrorCode, jsonText, OrkError, writeYaml } from '../../core/index.ts';
import { nearestWord } from '../../schemas/index.ts';
import type { CommandInput } from './command-definition.ts';
import type { Flags } from './flags.ts';
import { isAsMade, withChecksum } from './generated-text.ts';
import type { CommandIo } from './io.ts';
import { STANDARD_INPUT } from './standard-input.ts';
import { usageError } from './usage-error.ts';
import { writeFiles } from './write-files.ts';

/** Forms of manifests. */
const FORMS = ['yaml', 'json'] as const;

export type ManifestForm = (typeof FORMS)[number];

/** Where manifests go, and in which form. */
export interface Target {
  readonly form: ManifestForm;
  /** Absent: stdout. */
  readonly file?: string;
}

/**
 * What `-o` and `--out` ask for.
 *
 * @remarks `-o` used to name the file, and still does where it can be nothing else; that is said.
 * @throws {OrkError} `Usage`.
 */
export function targetOf(
  { flags, io }: Pick<CommandInput, 'flags' | 'io'>,
  defaultFile?: string,
): Target {
  const [asked, out] = [flags.text('output'), flags.text('out')];
  const form = FORMS.find((each) => each === asked);
  if (asked !== undefined && form === undefined && asked !== STANDARD_INPUT) {
    if (!isPath(asked)) throw unknownForm(asked);
    if (out !== undefined) throw usageError(`-o ${asked} and --out ${out} exclude each other`);
    io.stderr.write(`warning: -o is the form of the output; write --out ${asked} for the file\n`);
    return { form: formOfName(asked), file: asked };
  }
  // A form alone asks to be shown; `-` is one, as it is a file for others.
  const file = out ?? (asked === undefined ? defaultFile : undefined) ?? STANDARD_INPUT;
  const target = { form: form ?? formOfName(file) };
  return file === STANDARD_INPUT ? target : { ...target, file };
}

function formOfName(file: string): ManifestForm {
  return file.endsWith('.json') ? 'json' : 'yaml';
}

function isPath(text: string): boolean {
  return /[\\/]|\.(ya?ml|json)$/i.test(text);
}

function unknownForm(asked: string): OrkError {
  const nearest = nearestWord(asked, FORMS);
  const hint = nearest === undefined ? '' : `, did you mean ${nearest}?`;
  return usageError(
    `-o is ${asked}, expected one of ${FORMS.join(', ')}${hint}`,
    `--out ${asked} would write a file of that name`,
  );
}

/**
 * Writes generated manifests to their target. A file that was made so is replaced; one that was changed since, or made by
 * someone else, is kept unless `--force` is given.
 *
 * @throws {OrkError} `FileExists`, `FileUnwritable`.
 */
export async function writeTarget(
  manifests: readonly object[],
  { file, form }: Target,
  { flags, io }: { readonly flags: Flags; readonly io: CommandIo },
): Promise<void> {
  const text = manifestText(manifests, form);
  const whole = form === 'yaml' && file !== undefined ? withChecksum(text) : text;
  if (file === undefined || flags.isOn('dryRun')) {
    io.stdout.write(whole);
    return;
  }
  const path = resolve(io.cwd, file);
  if (!flags.isOn('force')) await refuseChanged({ file, path, whole });
  await writeFiles([{ path, name: file, text: whole }], { force: true });
  io.stderr.write(`${file} written\n`);
}

/** Manifests as a stream of YAML, or as JSON: one object, or a List of several. */
export function manifestText(manifests: readonly object[], form: ManifestForm): string {
  if (form === 'yaml') return writeYaml(manifests);
  const [only] = manifests;
  const list = { apiVersion: 'v1', kind: 'List', items: manifests };
  return `${jsonText(manifests.length === 1 && only !== undefined ? only : list, 2)}\n`;
}

async function refuseChanged({
  file,
  path,
  whole,
}: {
  readonly file: string;
  readonly path: string;
  readonly whole: string;
}): Promise<void> {
  const present = await textAt(path);
  if (present === undefined || present.trim() === '' || present === whole || isAsMade(present))
    return;
  throw new OrkError('File was changed', {
    code: ErrorCode.FileExists,
    details: {
      text: `${file} exists already and is not as ork made it, nothing was written`,
      hint: 'Give --force to overwrite it, or --out another file',
    },
  });
}

async function textAt(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    // Writing there tells what is wrong.
    return undefined;
  }
}
